"""Two phones and a second tab, in a real Chromium: saves and syncs of the same days cross at the browser's own pace."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from playwright.sync_api import Browser, BrowserContext, Page

from diary.days import diary_day
from tests.browser.server import NOON
from tests.sweeps.checker import Diary, diary_of, problems_in_itself, problems_on_a_phone, problems_with_notes
from tests.sweeps.chromium_phone import DUMP, PATIENCE_MS, SYNC_NOW, check_in, keep_more, wait_until_sent
from tests.sweeps.conftest import Clinic
from tests.sweeps.people import Patient
from tests.sweeps.proxy import WHERE

INTERLEAVINGS = 10
STEPS = 8


def test_phones_and_tabs_end_equal_in_a_real_browser(clinic: Clinic) -> None:
    patient = clinic.practice.add_patient()
    first = clinic.new_phone()
    first.pair(patient, clinic.practice).close()
    second = another_phone(first.browser, clinic, patient)
    pages = {"one": first.open("/help"), "two": second, "tab": first.open("/help")}
    tried: list[str] = []
    for seed in range(INTERLEAVINGS):
        tried += cross(seed, pages, clinic, patient)
        diary = settle(pages, clinic, patient)
        assert list(problems(pages, diary, tried, clinic)) == [], f"seed {seed}"
    print(f"{INTERLEAVINGS} interleavings, {len(tried)} saves, cuts {dict(clinic.proxy.cuts)}")


def another_phone(browser: Browser, clinic: Clinic, patient: Patient) -> Page:
    """A second profile of the same browser, as separate as another phone."""
    context: BrowserContext = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(f"{clinic.proxy.url}/pair")
    code = page.locator(".pair__code")
    code.wait_for()
    page.wait_for_function("() => /^\\w{3}-\\w{3}$/.test(document.querySelector('.pair__code').textContent.trim())")
    clinic.practice.pair(patient, code.inner_text())
    page.wait_for_url(lambda address: "/pair" not in address)
    page.goto(f"{clinic.proxy.url}/help")
    return page


def cross(seed: int, pages: dict[str, Page], clinic: Clinic, patient: Patient) -> list[str]:
    """Saves and syncs in an order that chance decides, over connections that break; returns what was saved."""
    chance, today, saved = Random(seed), diary_day(clinic.practice.now, NOON), list[str]()
    for step in range(STEPS):
        page = pages[chance.choice(list(pages))]
        what = chance.choices(["save", "keep", "sync", "cut"], [1, 4, 4, 2])[0]
        note, day = f"{seed} {step}", today - timedelta(days=chance.randrange(2))
        if what in ("save", "keep"):
            keep(what, page, patient, day, note, chance)
            saved.append(note)
        elif what == "sync":
            page.evaluate(SYNC_NOW)
        else:
            clinic.proxy.set_trap(chance.choice(WHERE), share=chance.random())
            page.evaluate(SYNC_NOW)
    return saved


def keep(how: str, page: Page, patient: Patient, day: date, note: str, chance: Random) -> None:
    """By hand, or through the page's store."""
    if how == "save":
        check_in(page, day, chance.randrange(11), note)
    else:
        keep_more(page, patient.area, [note], day=day)


def settle(pages: dict[str, Page], clinic: Clinic, patient: Patient) -> Diary:
    """Signal for everybody, until each has sent its own and heard of the others' saves."""
    clinic.proxy.traps.clear()
    for page in pages.values():
        page.evaluate(SYNC_NOW)
        wait_until_sent(page)
    diary = diary_of(clinic.practice.app, patient.id)
    for page in pages.values():
        page.evaluate(SYNC_NOW)
        for _look in range(200):
            if page.evaluate(DUMP)["cursor"] == diary.revision:
                break
            page.wait_for_timeout(25)
    return diary


def problems(pages: dict[str, Page], diary: Diary, tried: list[str], clinic: Clinic) -> Iterator[str]:
    yield from problems_with_notes(diary, promised=tried, tried=tried)
    yield from problems_in_itself(diary)
    for name, page in pages.items():
        yield from problems_on_a_phone(name, page.evaluate(DUMP), diary, clinic.practice.now.date())
