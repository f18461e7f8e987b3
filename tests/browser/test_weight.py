"""What pages weigh on the wire, for a phone that has never seen the diary before."""

import gzip
from collections import Counter
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import render_template
from playwright.sync_api import Page

from diary import create_app
from diary.checks.domain import CompleteCheck
from diary.entries.values import Effect
from diary.trends.facts import Facts
from diary.trends.page import one_pager
from tests.browser.server import Site
from tests.browser.visitors import NewContext, Visitors, open_check_in
from tests.conftest import settings
from tests.trends.margaret import ENGLISH, a_course, an_entry, asked, at, day, some_facts

KB = 1000
ONE_PAGER = 15 * KB
# By what browsers accept of a site without HTTPS, and of one with it.
SCRIPT = {"gzip": 16 * KB, "gzip, br": 15 * KB}
IN_ALL = {"gzip": 42 * KB, "gzip, br": 40 * KB}


class Wire:
    """Every byte that a page fetches, by what it is: with the heads of the answers, and their bodies alone."""

    def __init__(self, page: Page, accepted: str = "gzip") -> None:
        self.answers: dict[str, dict[str, Any]] = {}
        self.hosts: set[str] = set()
        self.bytes: Counter[str] = Counter()
        self.bodies: Counter[str] = Counter()
        protocol = page.context.new_cdp_session(page)
        protocol.on("Network.requestWillBeSent", lambda event: self.hosts.add(urlsplit(event["request"]["url"]).netloc))
        protocol.on("Network.responseReceived", lambda event: self.answers.update({event["requestId"]: event}))
        protocol.on("Network.loadingFinished", self.finished)
        protocol.send("Network.enable")
        page.set_extra_http_headers({"Accept-Encoding": accepted})

    def finished(self, event: dict[str, str]) -> None:
        answer, size = self.answers[event["requestId"]], int(event["encodedDataLength"])
        self.bytes[answer["type"]] += size
        self.bodies[answer["type"]] += size - int(answer["response"]["encodedDataLength"])

    @property
    def encodings(self) -> set[str]:
        answers = [answer["response"]["headers"] for answer in self.answers.values() if answer["type"] == "Script"]
        return {headers["content-encoding"] for headers in answers}


@pytest.fixture(params=SCRIPT)
def accepted(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def first_load(accepted: str, new_context: NewContext, site: Site) -> Wire:
    """The check-in as a phone fetches it that has nothing in its cache."""
    known = new_context(site)
    page = known.new_page()
    page.goto("/demo/patient")
    open_check_in(page)
    fresh = new_context(site, storage_state=known.storage_state()).new_page()
    wire = Wire(fresh, accepted)
    fresh.goto(page.url, wait_until="networkidle")
    assert wire.encodings == {accepted.rpartition(" ")[2]}
    return wire


def test_the_first_check_in_is_light(first_load: Wire, accepted: str) -> None:
    assert sum(first_load.bytes.values()) <= IN_ALL[accepted]
    assert first_load.bodies["Script"] <= SCRIPT[accepted]
    assert first_load.bodies["Stylesheet"] <= 8 * KB
    assert min(first_load.bodies[kind] for kind in ("Document", "Script", "Stylesheet")) > 0


def test_the_check_in_asks_nobody_but_the_diary(first_load: Wire, site: Site) -> None:
    assert first_load.hosts == {urlsplit(site.url).netloc}


def test_the_one_pager_is_light(visitors: Visitors) -> None:
    page = visitors.of("practitioner").new_page()
    wire = Wire(page)

    page.goto(visitors.places["patient"], wait_until="networkidle")

    assert 0 < wire.bytes["Document"] <= ONE_PAGER


def a_long_course() -> Facts:
    """Ten weeks without a gap, every row answered, effects after each session, a note a week."""
    scores, weeks = cycle((7, 3, 5, 8, 6, 4, 7, 5)), range(1, 10)
    answers = cycle(((1, 2), (2, 0), (0, 1), (3, 3), (1, 1)))
    entries = []
    for offset, score, (medicine, sleep) in zip(range(70), scores, answers, strict=False):
        effects = [("soreness", 3), ("bruise", 2), ("more_pain", 1)][offset % 7 :]
        facts = {
            "asked": "since_session" if offset % 7 == 0 and offset else "last_24h",
            "stamp": "late" if offset % 9 == 8 else "on_time",
            "medicine": medicine,
            "medicine_classes": ("paracetamol",) if medicine else (),
            "sleep": sleep,
            "goal": ("yes", "part", "no")[offset % 3],
            "bothered": bool(effects),
            "effects": tuple(Effect(effect=effect, severity=severity) for effect, severity in effects),
            "note": f"Carried the shopping up {offset} stairs and felt it in the evening." if offset % 7 == 3 else None,
        }
        entries.append(an_entry(offset, score, **facts))
    return some_facts(
        sessions=tuple(7 * week for week in weeks),
        today=day(70),
        course=a_course(planned_sessions=10, next_visit_at=at(70, 15)),
        entries=tuple(entries),
        checks=tuple(CompleteCheck(day=day(7 * week - 1), peg=9 - week * 0.7) for week in weeks),
        goal="walk to the lake and back",
        questions=asked("Can I go back to swimming, or is it too early?", "Pain comes back on day 5. Is that normal?"),
    )


def test_the_one_pager_of_a_long_course_is_light(tmp_path: Path) -> None:
    app = create_app(settings(tmp_path))
    with app.test_request_context():
        page = render_template("trends/one_pager.html", page=one_pager(a_long_course(), ENGLISH))

    assert page.count("<tr>") > 8 * 7
    assert len(gzip.compress(page.encode(), 5)) <= ONE_PAGER
