"""Words, dates and numbers in the reader's language."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import lru_cache
from gettext import NullTranslations
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from flask import Flask, g
from flask_babel import Babel, force_locale, get_locale, get_translations

from diary.text import Text

babel = Babel()
FULL_DATE, MEDIUM_DATE, CHART_DATE, TABLE_DATE = "long", "medium", "MMM d", "EEE MMM d"


def catalogue() -> NullTranslations:
    """The words of this request's language, looked up once: a page says hundreds of sentences."""
    if "catalogue" not in g:
        g.catalogue = get_translations()
    found: NullTranslations = g.catalogue
    return found


def gettext(msgid: str, /, **slots: object) -> str:
    words = catalogue().gettext(msgid)
    return words % slots if slots else words


def ngettext(one: str, other: str, n: int, /, **slots: object) -> str:
    return catalogue().ngettext(one, other, n) % {"num": n, **slots}


def say(text: Text | str) -> str:
    """A sentence from the catalogue with its values filled in."""
    return text.render(gettext, ngettext) if isinstance(text, Text) else text


def said_in(language: str, text: Text) -> str:
    """A sentence without gaps in a language, outside of any request."""
    with force_locale(language):
        words = get_translations()
    return text.render(words.gettext, words.ngettext)


def sayer() -> Callable[[Text | str], str]:
    """`say` for a page with hundreds of sentences: it holds on to the catalogue of this request."""
    words = catalogue()

    def fill(msgid: str, /, **slots: object) -> str:
        found = words.gettext(msgid)
        return found % slots if slots else found

    def fill_plural(one: str, other: str, n: int, /, **slots: object) -> str:
        return words.ngettext(one, other, n) % {"num": n, **slots}

    return lambda text: text.render(fill, fill_plural) if isinstance(text, Text) else text


def language() -> str:
    return str(get_locale() or "en")


@lru_cache(maxsize=8192)
def formatted(day: date, pattern: str, locale: str) -> str:
    """A date in a pattern of the Unicode locale data; a page writes the same days many times."""
    return format_date(day, pattern, locale=locale)


def dater(pattern: str) -> Callable[[date], str]:
    """How a page writes all its days: one pattern, in the language of this request."""
    locale = language()
    return lambda day: formatted(day, pattern, locale)


def long_date(day: date) -> str:
    """Tuesday, November 17."""
    return formatted(day, "EEEE, MMMM d", language())


def full_date(day: date) -> str:
    """November 20, 2026."""
    return formatted(day, FULL_DATE, language())


def medium_date(day: date) -> str:
    """Nov 20, 2026."""
    return formatted(day, MEDIUM_DATE, language())


def chart_date(day: date) -> str:
    """Nov 17."""
    return formatted(day, CHART_DATE, language())


def table_date(day: date) -> str:
    """Thu Nov 19."""
    return formatted(day, TABLE_DATE, language())


def weekday(day: date) -> str:
    """Friday."""
    return formatted(day, "EEEE", language())


def month_name(day: date) -> str:
    """November 2026."""
    return formatted(day, "MMMM y", language())


def short_weekday(day: date) -> str:
    """Fri."""
    return formatted(day, "EEE", language())


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
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # of its i18n extension
    app.jinja_env.globals.update(locale=get_locale)
    app.jinja_env.filters.update(
        say=say,
        long_date=long_date,
        full_date=full_date,
        chart_date=chart_date,
        table_date=table_date,
        weekday=weekday,
        month_name=month_name,
        short_weekday=short_weekday,
        clock_time=clock_time,
        local_date=local_date,
    )
