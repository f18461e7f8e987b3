"""No screen stands in anybody's way: axe-core, large text, narrow windows, thumbs."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Page

from diary import create_app
from tests.browser import first_day
from tests.browser.barriers import SIZES, barriers_in_every_look, misfits, small_targets
from tests.browser.screens import MISSING, SCREENS, Screen
from tests.browser.server import Site
from tests.browser.visitors import NewContext, Visitors, sign_in
from tests.conftest import settings

NO_SCREENS = {
    "assets.static",
    "calendar.feed",
    "data.table",
    "ops.healthz",
    "ops.readyz",
    "push.key",
    "pwa.manifest",
    "pwa.worker",
}
KEPT_SCREENS = {"pwa.shell"}  # phones open them without signal, under other addresses
# Where a patient gets only on the way: test_after_session.py, test_flags.py and test_ways.py look at them there.
ON_THE_WAY = {"after.latest", "after.page", "after.relief", "after.saved", "flags.card", "flags.symptoms", "mail.page"}
ON_THE_FIRST_DAY = {"accounts.two_step", "accounts.code"}


@pytest.fixture(scope="module", params=SCREENS, ids=lambda screen: screen.name)
def screen(request: pytest.FixtureRequest) -> Screen:
    return request.param


@pytest.fixture(scope="module")
def shown(visitors: Visitors, screen: Screen) -> Iterator[Page]:
    """The screen, opened once for all that is asked of it."""
    page = visitors.open(screen)
    yield page
    page.close()


def test_axe_finds_nothing_light_and_dark_on_phone_and_desk(shown: Page) -> None:
    assert barriers_in_every_look(shown) == {}


def test_it_fits_narrow_windows_and_text_twice_as_large(shown: Page) -> None:
    assert misfits(shown) == {}


def test_thumbs_find_every_control(shown: Page, screen: Screen) -> None:
    shown.set_viewport_size(SIZES[0])

    if screen.is_patients:
        assert small_targets(shown) == []
    else:
        assert small_targets(shown, 24) + small_targets(shown, 48, ".button") == []


def test_the_first_day_of_a_practice_has_no_barriers(new_context: NewContext, clinic: Site) -> None:
    practice = first_day.create_practice(clinic)
    desk = new_context(clinic, reduced_motion="reduce").new_page()
    phone = new_context(clinic, reduced_motion="reduce").new_page()
    found = {}

    def look(at: Page, name: str) -> None:
        found[name] = barriers_in_every_look(at) | misfits(at)

    sign_in(desk, practice.email, first_day.PASSWORD)
    look(desk, "second step")
    desk.get_by_role("button", name="Turn it on").click()
    look(desk, "second step refused")
    recovery_codes = first_day.set_up_second_step(desk)
    look(desk, "recovery codes")
    desk.get_by_role("link", name="I have kept them").click()
    look(desk, "no patients")
    details = first_day.add_alice(desk)
    look(desk, "details of a new patient")
    first_day.open_course(desk)
    desk.goto(details)
    first_day.find_phone(desk, phone)
    look(desk, "phone found")
    first_day.let_phone_in(desk, phone)
    look(phone, "consent")
    first_day.agree(phone)
    look(phone, "first check-in")
    desk.goto(details.removesuffix("/details"))
    look(desk, "one-pager without entries")
    desk.context.clear_cookies()
    sign_in(desk, practice.email, first_day.PASSWORD)
    look(desk, "code")
    desk.get_by_role("button", name="Sign in", exact=True).click()
    look(desk, "code refused")
    first_day.sign_in_again(desk, recovery_codes[0])

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_every_page_of_the_diary_is_looked_at(tmp_path: Path) -> None:
    routes = create_app(settings(tmp_path)).url_map
    pages = {rule.endpoint for rule in routes.iter_rules() if "GET" in (rule.methods or ())}
    somewhere = {
        "today": "2026-11-20",
        "patient": f"/clinic/patients/{uuid4()}",
        "area": f"/clinic/patients/{uuid4()}/areas/{uuid4()}",
        "course": f"/clinic/patients/{uuid4()}/courses/{uuid4()}",
        "session": f"/clinic/patients/{uuid4()}/sessions/{uuid4()}",
        "person": f"/clinic/people/{uuid4()}",
    }
    paths = {screen.path.format(**somewhere).partition("?")[0] for screen in SCREENS} - {MISSING.path}

    seen = {routes.bind("").match(path)[0] for path in paths}

    assert pages - seen - NO_SCREENS - KEPT_SCREENS - ON_THE_WAY - ON_THE_FIRST_DAY == set(), (
        "give each new page a Screen in screens.py"
    )
