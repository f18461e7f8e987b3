"""Sentences whose numbers only the phone knows: the page carries one for each plural of its language."""

from functools import cache

from babel import Locale
from flask import Flask
from markupsafe import Markup, escape

from diary.web.texts import language, ngettext

ENOUGH = 201  # every plural of every language shows below it


@cache
def samples(locale: str) -> dict[str, int]:
    """A number for each plural category of a language: {"one": 1, "other": 0} in English.

    Source: Unicode CLDR plural rules, which browsers know as Intl.PluralRules.
    """
    category_of = Locale.parse(locale, sep="_").plural_form
    found: dict[str, int] = {}
    for n in range(ENOUGH):
        found.setdefault(category_of(n), n)
    return found


def patterns(one: str, other: str, **slots: str) -> Markup:
    """Attributes `data-words-one="{n} day"`, `data-words-other="{n} days"` and so on, for the page's script to fill."""
    sentences = {
        category: ngettext(one, other, sample, **slots | {"n": "{n}"})
        for category, sample in samples(language()).items()
    }
    return Markup("").join(
        Markup(' data-words-{}="{}"').format(category, escape(words)) for category, words in sentences.items()
    )


def init_patterns(app: Flask) -> None:
    app.jinja_env.globals["patterns"] = patterns
