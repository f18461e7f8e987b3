"""Every word on a screen comes from the catalogue, and dates read as people say them."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from diary.ops.texts import CATALOGUE, collect
from diary.web.texts import chart_date, clock_time, full_date, long_date, table_date, weekday

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
BARE_ATTRIBUTE = re.compile(r"\bdata-[\w-]+|\b(?:hidden|checked|disabled|required|selected)\b")
CLASS_BLOCKS = {"frame"}  # blocks that stand inside a class attribute
SPOKEN = {"alt", "aria-label", "title", "placeholder", "label", "content"}


class Words(HTMLParser):
    """Collects what a person would read or hear in a piece of markup."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        """Plain text; attributes that a macro writes for a tag elsewhere are no words."""
        for name, value in ATTRIBUTE.findall(data):
            self.handle_starttag("", [(name, value)])
        self.found.append(BARE_ATTRIBUTE.sub("", ATTRIBUTE.sub("", data)))

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attributes if name in SPOKEN and tag != "meta"]


def bare_words(template: Path) -> list[str]:
    """Runs of letters that stand in the markup itself, outside any expression."""
    environment = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"])
    tree = environment.parse(template.read_text(encoding="utf-8"))
    markup = "".join(piece.data if isinstance(piece, nodes.TemplateData) else "0" for piece in pieces(tree))
    reader = Words()
    reader.feed(markup)
    return [word for text in reader.found for word in re.findall(r"[A-Za-z]{2,}", text)]


def pieces(node: nodes.Node) -> list[nodes.Node]:
    if isinstance(node, nodes.TemplateData | nodes.Expr):
        return [node]
    if isinstance(node, nodes.Block) and node.name in CLASS_BLOCKS:
        return []
    return [piece for child in node.iter_child_nodes() for piece in pieces(child)]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_template_types_no_words_of_its_own(template):
    assert bare_words(template) == []


def test_a_bare_word_would_be_found(tmp_path):
    template = tmp_path / "bad.html"
    template.write_text('<p title="Hidden">Hello {{ name }}</p>{% if x %}<b>{{ _("fine") }}</b>{% endif %}')

    assert bare_words(template) == ["Hidden", "Hello"]


def test_the_catalogue_holds_every_text(tmp_path):
    fresh = tmp_path / "messages.pot"

    collect(fresh)

    assert ids(fresh) == ids(CATALOGUE), "run `make texts`"
    assert len(ids(fresh)) > 300


def test_the_catalogue_holds_what_templates_say_and_what_code_says():
    assert {"Tap one number.", "Choose a number from 0 to 10."} <= ids(CATALOGUE)


def ids(path: Path) -> set[object]:
    with path.open("rb") as file:
        return {message.id for message in read_po(file) if message.id}


def test_dates_read_as_people_say_them(app):
    day = date(2026, 11, 17)

    with app.test_request_context():
        said = [long_date(day), full_date(day), chart_date(day), table_date(day), weekday(day)]

    assert said == ["Tuesday, November 17", "November 17, 2026", "Nov 17", "Tue Nov 17", "Tuesday"]


def test_a_time_is_told_by_the_wall_clock_of_the_place(app):
    with app.test_request_context():
        said = clock_time(datetime(2026, 11, 17, 14, 20, tzinfo=UTC), "America/Toronto")

    assert said == "9:20 am"
