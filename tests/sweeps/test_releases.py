"""A phone of one release meets the server of another: nothing is lost, and what only the newer one knows is kept."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from diary.days import diary_day
from tests.browser.server import NOON, ROOT
from tests.sweeps.checker import Diary, diary_of, problems_in_itself, problems_on_a_phone
from tests.sweeps.chromium_phone import DUMP, KEEP, check_in, counts, wait_until_sent
from tests.sweeps.conftest import Clinic
from tests.sweeps.people import Patient

FOLDERS, FILES = ("diary", "static", "templates"), ("pyproject.toml", "tests/sweeps/moved.py")
# What the next release's phones do: one more field in every save, and a new look.
NEW_FIELD = ("static/js/core/envelope.js", "    app,\n", '    app,\n    mood: { weather: "grey" },\n')
NEW_LOOK = ("static/css/base.css", "", "\n/* the next release */\nbody { accent-color: teal }\n")
TAKE_UPDATE = """async () => {
  const registration = await navigator.serviceWorker.getRegistration()
  await registration.update()
  while (!registration.waiting) await new Promise((later) => setTimeout(later, 50))
  const taken = new Promise((yes) => navigator.serviceWorker.addEventListener('controllerchange', yes))
  registration.waiting.postMessage('skip')
  await taken
}"""


@pytest.fixture
def next_release(tmp_path: Path) -> Path:
    """A copy of the program whose phones send more than this release knows."""
    tree = tmp_path / "next"
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tree / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in FILES:
        (tree / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, tree / file)
    for name, old, new in (NEW_FIELD, NEW_LOOK):
        change(tree / name, lambda text, old=old, new=new: text.replace(old, new, 1) if old else text + new)
    return tree


def change(file: Path, how: Callable[[str], str]) -> None:
    before = file.read_text()
    after = how(before)
    assert after != before, f"{file} is not what this test thinks it is"
    file.write_text(after)


@pytest.fixture
def alice(clinic: Clinic) -> Patient:
    return clinic.practice.add_patient()


def restart(clinic: Clinic, tree: Path) -> None:
    """The server of another release on the same data."""
    clinic.server.kill()
    clinic.server.tree = tree
    clinic.server.start()


def save(clinic: Clinic, page: Page, number: int, note: str) -> None:
    check_in(page, diary_day(clinic.practice.now, NOON), number, note)


def settled(clinic: Clinic, page: Page, patient: Patient) -> Diary:
    """Sent; nothing kept back; phone and server equal."""
    wait_until_sent(page)
    assert "parked" not in counts(page)[str(patient.id)]
    diary = diary_of(clinic.practice.app, patient.id)
    assert list(problems_in_itself(diary)) == []
    assert list(problems_on_a_phone("phone", page.evaluate(DUMP), diary, clinic.practice.now.date())) == []
    return diary


def open_help(clinic: Clinic, page: Page) -> None:
    page.goto(f"{clinic.proxy.url}/help")


def take_update(page: Page) -> None:
    """Look for a new release and take it, as the button of the offer does."""
    page.evaluate(TAKE_UPDATE)
    page.reload()


def test_an_old_phone_sends_to_a_new_server_and_then_becomes_new(
    clinic: Clinic, alice: Patient, next_release: Path
) -> None:
    page = clinic.new_phone().pair(alice, clinic.practice)
    clinic.proxy.offline()
    save(clinic, page, 3, "by the old phone")
    restart(clinic, next_release)
    clinic.proxy.online()

    open_help(clinic, page)
    first = settled(clinic, page, alice)
    take_update(page)
    clinic.proxy.offline()
    save(clinic, page, 4, "by the new phone")
    clinic.proxy.online()
    open_help(clinic, page)

    assert [one["body"]["note"] for one in first.versions.values()] == ["by the old phone"]
    later = settled(clinic, page, alice)
    assert {one["body"]["note"]: "mood" in one for one in later.versions.values()} == {
        "by the old phone": False,
        "by the new phone": True,
    }


def test_an_old_server_keeps_what_only_a_new_phone_knows(clinic: Clinic, alice: Patient, next_release: Path) -> None:
    restart(clinic, next_release)
    page = clinic.new_phone().pair(alice, clinic.practice)
    clinic.proxy.offline()
    save(clinic, page, 5, "by the new phone")
    day = diary_day(clinic.practice.now, NOON).isoformat()
    page.evaluate(KEEP, {"area": str(alice.area), "day": day, "notes": ["of a new kind"], "kind": "sleep_log"})
    restart(clinic, ROOT)
    clinic.proxy.online()

    open_help(clinic, page)
    diary = settled(clinic, page, alice)

    found = {one["body"]["note"]: (one["kind"], one.get("mood")) for one in diary.versions.values()}
    assert found["by the new phone"] == ("entry", {"weather": "grey"})
    assert found["of a new kind"][0] == "sleep_log"
    restart(clinic, next_release)
    open_help(clinic, page)
    expect(page.get_by_role("heading").first).to_be_visible()
    assert settled(clinic, page, alice).versions == diary.versions
