"""What patients read is plain: a mean grade of 6 at most, and no sentence above 8.

Source of the measure: Kincaid et al. 1975 (Flesch-Kincaid grade level). Counted are texts of eight words or more, each sentence of
a list by itself. Published wording (PEG) and the texts of the red flags stay as they are.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from statistics import mean

import pytest
from babel.messages.extract import extract
from jinja2 import Environment, FileSystemLoader, meta

from diary.ops.texts import ROOT

TEMPLATES = ROOT / "templates"
FRAMES = {
    "phone.html",
    "accounts/pair.html",
    "reminders/mail.html",
    "reminders/stopped.html",
    "signed_out.html",
}  # what draws a patient's screen is one of these or extends it
MODULES = (
    "today/*",
    "sync/*",
    "entries/*",
    "checks/*",
    "effects/wire",
    "effects/actions",
    "export/*",
    "practice/consent",
    "practice/privacy",
    "reminders/*",
)
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2), "Text": None, "plural": (1, 2), "patterns": (1, 2)}
FEWEST_WORDS = 8
HIGHEST_MEAN, HIGHEST = 6.0, 8.0
PUBLISHED = "What number best describes "  # the items of PEG (Krebs 2009)
SLOT = re.compile(r"%\((\w+)\)s")
SHORT_SLOTS = {"n", "of", "count", "done"}  # numbers


def patient_templates() -> set[str]:
    """The templates that patients' screens are drawn from, with all that they include."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), extensions=["jinja2.ext.i18n"])  # nothing is drawn
    parts = {
        name: {part for part in meta.find_referenced_templates(environment.parse(source_of(name))) if part}
        for name in environment.list_templates(extensions=["html"])
    }
    found = {name for name in parts if name in FRAMES or parts[name] & FRAMES}
    while more := {part for name in found for part in parts[name]} - found:
        found |= more
    return found


def source_of(name: str) -> str:
    return (TEMPLATES / name).read_text()


def messages() -> Iterator[str]:
    for name in sorted(patient_templates()):
        yield from extracted("jinja2", (TEMPLATES / name).read_bytes())
    for pattern in MODULES:
        for path in sorted((ROOT / "diary").glob(f"{pattern}.py")):
            yield from extracted("python", path.read_bytes())


def extracted(method: str, source: bytes) -> Iterator[str]:
    for _line, message, _comments, _context in extract(method, BytesIO(source), keywords=KEYWORDS):
        yield from (message,) if isinstance(message, str) else message


def sentences() -> set[str]:
    """Every text of eight words or more, its gaps filled with a short word."""
    texts = {
        SLOT.sub(lambda slot: "4" if slot[1] in SHORT_SLOTS else "Tom", text).replace("%%", "%") for text in messages()
    }
    return {text for text in texts if len(words(text)) >= FEWEST_WORDS and not text.startswith(PUBLISHED)}


def words(text: str) -> list[str]:
    return re.findall(r"[A-Za-z0-9'’]+", text)


def syllables(word: str) -> int:
    """Groups of vowels, without a silent e; a number counts as one."""
    plain = re.sub(r"(?<=[^aeiouyl])e$|(?<=[^td])ed$|(?<=[^cgsxz])es$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", plain)))


def grade(text: str) -> float:
    found = words(text)
    count = max(1, len(re.findall(r"[.!?:](?=\s|$)", text)))
    return 0.39 * len(found) / count + 11.8 * sum(map(syllables, found)) / len(found) - 15.59


@pytest.mark.parametrize(
    ("word", "count"), [("phone", 1), ("diary", 2), ("little", 2), ("clinic", 2), ("needed", 2), ("saved", 1), ("7", 1)]
)
def test_syllables_are_counted_as_spoken(word, count):
    assert syllables(word) == count


def test_a_hard_sentence_is_above_the_limit():
    assert (
        grade("Discontinuation of participation necessitates notification of responsible administrative personnel.")
        > HIGHEST
    )


def test_the_texts_of_every_screen_are_among_them():
    found = patient_templates()

    assert {
        "today/check_in.html",
        "today/_effects.html",
        "today/help.html",
        "accounts/pair.html",
        "practice/consent.html",
    } <= found
    assert not {name for name in found if name.startswith(("caseload/", "sessions/", "trends/one_pager"))}
    assert len(sentences()) > 50


def test_no_text_for_patients_is_hard_to_read():
    hard = {text: round(grade(text), 1) for text in sentences() if grade(text) > HIGHEST}

    assert hard == {}


def test_on_the_whole_patients_read_plain_words():
    assert mean(map(grade, sentences())) <= HIGHEST_MEAN
