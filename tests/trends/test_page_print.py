"""The one-pager on paper: one sheet, light, without buttons."""

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from flask import Flask, render_template
from playwright.sync_api import Browser, Playwright
from pypdf import PdfReader

from diary import create_app
from diary.entries.values import DayEntry, Effect
from diary.trends.facts import Facts
from diary.trends.page import one_pager
from diary.web.assets import assets_of
from tests.conftest import settings
from tests.trends.margaret import ENGLISH, a_course, a_patient, a_session, asked, at, margaret

QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


@pytest.fixture(scope="module")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    path = shutil.which("chromium")
    assert path, "Chromium is missing. Install it: apt-get install chromium"
    browser = playwright.chromium.launch(executable_path=path, args=QUIET)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app(settings(tmp_path_factory.mktemp("data")))


@pytest.fixture(scope="module")
def page(app: Flask) -> str:
    """The demo patient's page."""
    return in_one_piece(app, margaret())


def in_one_piece(app: Flask, facts: Facts) -> str:
    """A page with its style sheet inside."""
    sheet = assets_of(app).by_name["clinic.css"].body.decode()
    with app.test_request_context():
        html = render_template("trends/one_pager.html", page=one_pager(facts, ENGLISH))
    return re.sub(r'<link rel="stylesheet"[^>]*>', lambda _match: f"<style>{sheet}</style>", html)


def wordy(**changes: Any) -> Facts:
    """Six sessions of a patient with long names for everything."""
    name, area = "Wilhelmina Featherstonehaugh-Montgomery", "Right shoulder blade, inner upper corner, and neck"
    facts: dict[str, Any] = {
        "patient": a_patient(name=name),
        "course": a_course(area_name=area, planned_sessions=8, next_visit_at=at(48, 15)),
        "sessions": tuple(a_session(offset, number) for number, offset in enumerate((7, 14, 21, 28, 35, 41), 1)),
    }
    return replace(margaret(), **facts | changes)


def many_effects(entries: Sequence[DayEntry]) -> tuple[DayEntry, ...]:
    """The same days, each with three of six effects."""
    kinds = ("soreness", "bruise", "swelling", "numbness", "dizziness", "headache")
    return tuple(
        replace(
            entry,
            effects=tuple(Effect(effect=kind, severity=1 + (n + m) % 3) for m, kind in enumerate(kinds) if (n + m) % 2),
        )
        for n, entry in enumerate(entries)
    )


def printed(chromium: Browser, page: str, paper: str, scheme: str = "light") -> PdfReader:
    tab = chromium.new_page(color_scheme=scheme, java_script_enabled=False)
    tab.set_content(page)
    pdf = tab.pdf(format=paper, prefer_css_page_size=True, print_background=False)
    tab.close()
    return PdfReader(BytesIO(pdf))


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_one_sheet(chromium: Browser, page: str, paper: str, scheme: str):
    assert len(printed(chromium, page, paper, scheme).pages) == 1


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_most_that_stands_beside_the_panels_fits_one_sheet(chromium: Browser, app: Flask, paper: str):
    words = "Can I go back to swimming, and is the warm pool better for my neck than the lake? "
    fullest = max(
        (wordy(questions=asked(words, words[:spare])) for spare in range(len(words))),
        key=lambda facts: (not one_pager(facts, ENGLISH).has_long_notes, len(facts.questions[1].words)),
    )

    assert len(fullest.questions[1].words) > 0
    assert len(printed(chromium, in_one_piece(app, fullest), paper).pages) == 1


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_long_notes_fit_one_sheet(chromium: Browser, app: Flask, paper: str, scheme: str):
    words = "Can I carry my grandchild down the stairs again, and shall I take the tablets before a session when the knee is calm in the morning or not?"
    facts = wordy(
        goal="walk the dog twice around the lake without a rest on the way",
        questions=asked(words, words),
        entries=many_effects(margaret().entries),
    )

    assert one_pager(facts, ENGLISH).has_long_notes
    assert len(printed(chromium, in_one_piece(app, facts), paper, scheme).pages) == 1


def test_the_sheet_says_when_and_where_it_was_printed(chromium: Browser, page: str):
    words = " ".join(printed(chromium, page, "A4").pages[0].extract_text().split())

    assert "Printed November 20, 2026, Harbour Lane Clinic." in words
    assert "Notes" in words


def test_the_sheet_has_no_controls_and_no_table_of_days(chromium: Browser, page: str):
    words = printed(chromium, page, "A4").pages[0].extract_text()

    assert "Record session" not in words
    assert "Daily values" not in words
    assert "Today" not in words


def test_a_dark_screen_prints_dark_words_on_white(chromium: Browser, page: str):
    tab = chromium.new_page(color_scheme="dark")
    tab.emulate_media(media="print", color_scheme="dark")
    tab.set_content(page)

    ink = tab.locator("h1").evaluate("element => getComputedStyle(element).color")
    tab.close()

    assert ink == "rgb(0, 0, 0)"
