"""Commands on trends."""

from flask.cli import AppGroup

trends_cli = AppGroup("trends", help="What a diary adds up to.")
