"""The door for web servers and for the flask command."""

from diary import create_app
from diary.errors import ConfigError

try:
    app = create_app()
except ConfigError as problem:
    raise SystemExit(str(problem)) from None
