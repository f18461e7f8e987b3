"""The door for web servers and for the flask command."""

from diary import create_app

app = create_app()
