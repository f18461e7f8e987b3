"""Words, dates and numbers in the reader's language."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from flask import Flask
from flask_babel import Babel, get_locale, gettext, ngettext

from diary.text import Text

babel = Babel()


def say(text: Text | str) -> str:
    """A sentence from the catalogue with its values filled in."""
    return text.render(gettext, ngettext) if isinstance(text, Text) else text


def language() -> str:
    return str(get_locale() or "en")


def long_date(day: date) -> str:
    """Tuesday, November 17."""
    return format_date(day, "EEEE, MMMM d", locale=language())


def full_date(day: date) -> str:
    """November 20, 2026."""
    return format_date(day, "long", locale=language())


def medium_date(day: date) -> str:
    """Nov 20, 2026."""
    return format_date(day, "medium", locale=language())


def chart_date(day: date) -> str:
    """Nov 17."""
    return format_date(day, "MMM d", locale=language())


def table_date(day: date) -> str:
    """Thu Nov 19."""
    return format_date(day, "EEE MMM d", locale=language())


def weekday(day: date) -> str:
    """Friday."""
    return format_date(day, "EEEE", locale=language())


def clock_time(at: datetime | time, zone: str | None = None) -> str:
    """9:20 am, by the wall clock of a zone when the moment is aware."""
    local = at.astimezone(ZoneInfo(zone)) if isinstance(at, datetime) and zone else at
    return format_time(local, "h:mm a", locale=language()).replace("AM", "am").replace("PM", "pm")


def local_date(at: datetime, zone: str) -> date:
    """The date that a calendar on the wall shows at this moment."""
    return at.astimezone(ZoneInfo(zone)).date()


def init_texts(app: Flask) -> None:
    app.config.update(BABEL_DEFAULT_LOCALE="en", BABEL_TRANSLATION_DIRECTORIES="translations")
    babel.init_app(app, locale_selector=lambda: "en")
    app.jinja_env.globals.update(locale=get_locale)
    app.jinja_env.filters.update(
        say=say,
        long_date=long_date,
        full_date=full_date,
        chart_date=chart_date,
        table_date=table_date,
        weekday=weekday,
        clock_time=clock_time,
        local_date=local_date,
    )
