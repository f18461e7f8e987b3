"""What a phone keeps, read and changed past the screens."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from playwright.sync_api import Page

from diary.web.scripts import joined
from tests.browser.server import NOON

STATIC = Path(__file__).parents[2] / "static"
# The diary's own store, whatever script the page has.
CORE = joined(
    "js/test.js",
    {path.relative_to(STATIC).as_posix(): path.read_text(encoding="utf-8") for path in STATIC.glob("js/core/*.js")}
    | {
        "js/test.js": """import { Store } from "./core/store.js"
import { KeyStore } from "./core/key-store.js"
import { newVersion } from "./core/envelope.js"
"""
    },
)
OPEN = f"""{CORE}
const databases = indexedDB, subtle = crypto.subtle
const owner = (await new KeyStore(databases).read())?.owner ?? ""
const store = await Store.open({{databases, subtle, owner}})
"""
# A talk with the server that is under way may end with other facts: it is waited for.
AFTER_THE_TALK = "navigator.locks.request('diary-outbox', async () => {"
END_OF_THE_TALK = "() => navigator.locks.request('diary-outbox', () => {})"
STATES = f"async () => {{ {OPEN} return (await store.versions()).map((kept) => kept.state) }}"
CHANGE_FACTS = f"""async ([changes, past]) => {{ {OPEN} await {AFTER_THE_TALK}
  const facts = {{...(await store.facts()), ...changes}}
  await store.settle({{results: [], changes: [], cursor: await store.cursor(), facts, past, skew: await store.skew(), now: Date.now()}})
}}) }}"""
FORGET_FACTS = f"""async () => {{ await {AFTER_THE_TALK}
  const name = (await indexedDB.databases()).map((one) => one.name).find((name) => /^diary-.{{36}}/.test(name))
  const opening = indexedDB.open(name)
  await new Promise((done) => {{ opening.onsuccess = done }})
  const transaction = opening.result.transaction("facts", "readwrite")
  transaction.objectStore("facts").delete("today")
  await new Promise((done) => {{ transaction.oncomplete = done }})
  opening.result.close()
}}) }}"""
KEEP = f"""async ([day, body, about]) => {{ {OPEN}
  const said = {{kind: "entry", for_day: day, area: (await store.facts()).areas[0]?.id, ...about, body}}
  await store.keep([newVersion(said, {{now: Date.now(), skew: 0, zone: "UTC", app: "1"}})])
}}"""
BOOK = f"""async (hours) => {{ {OPEN} await {AFTER_THE_TALK}
  const visit = new Date(Date.now() + hours * 3_600_000).toISOString()
  const facts = await store.facts()
  const changes = {{...facts, areas: facts.areas.map((area) => ({{...area, visit}}))}}
  await store.settle({{results: [], changes: [], cursor: await store.cursor(), facts: changes, skew: await store.skew(), now: Date.now()}})
}}) }}"""
WORKER_RUNS = "async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated'"
IS_READY = f"""async () => {{
  if (!navigator.serviceWorker.controller) return false
  {OPEN}
  return (await store.facts()) !== null
}}"""


def wait_for_the_diary(page: Page) -> None:
    """Until the phone keeps everything that the diary needs without signal; a page that was on its way while the worker
    took over is none of the worker's pages until it is opened again."""
    wait_until(page, WORKER_RUNS)
    if not page.evaluate("() => navigator.serviceWorker.controller !== null"):
        page.reload()
    wait_until(page, IS_READY)


def wait_until(page: Page, question: str, about: object = None) -> None:
    """Until the page, asked again and again, says yes; it may have to look into a database for that."""
    for _try in range(600):
        if page.evaluate(question, about):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"it never came to: {question[-300:]}")


def states(page: Page) -> list[str]:
    """The state of each save on this phone."""
    return list(page.evaluate(STATES))


def unsettled(page: Page) -> list[str]:
    return [state for state in states(page) if state != "sent"]


def change_facts(page: Page, past: dict[str, Any] | None = None, **facts: Any) -> None:
    """As if the server had said so, of the patient and of the past."""
    page.evaluate(CHANGE_FACTS, [facts, past])


def forget_facts(page: Page) -> None:
    """As on a phone that never reached the server again after it was opened."""
    page.evaluate(FORGET_FACTS)


def keep(page: Page, day: str, **body: Any) -> None:
    """A save that no screen would make."""
    page.evaluate(KEEP, [day, body, {}])


def keep_wishes(page: Page, **body: Any) -> None:
    """How somebody wants the diary."""
    page.evaluate(KEEP, [datetime.now(ZoneInfo(NOON)).date().isoformat(), body, {"kind": "prefs", "area": None}])


def keep_after(page: Page, day: str, session: str, **body: Any) -> None:
    """What somebody answered after a session."""
    page.evaluate(KEEP, [day, body, {"kind": "after", "session": session}])


def keep_about(page: Page, kind: str, **body: Any) -> None:
    """A save that is about no day, as if another window had made it now."""
    page.evaluate(KEEP, [datetime.now(ZoneInfo(NOON)).date().isoformat(), body, {"kind": kind, "area": None}])


def treat(page: Page, *, hours_ago: float) -> None:
    """As if the clinic had recorded one session of the first area, and no other."""
    at = datetime.now(UTC) - timedelta(hours=hours_ago)
    [area, *_others] = page.evaluate(f"async () => {{ {OPEN} return (await store.facts()).areas }}")
    about = {
        "id": str(uuid4()),
        "area": area["id"],
        "day": str(at.astimezone(ZoneInfo(NOON)).date()),
        "at": at.isoformat(),
    }
    change_facts(
        page, sessions=[about | {"number": 6, "bath": False, "techniques": ["injections"], "anaesthetic": "none"}]
    )


def book_visit(page: Page, *, in_hours: float) -> None:
    """As if the clinic had booked every area's next visit."""
    page.evaluate(BOOK, in_hours)
