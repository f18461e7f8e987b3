"""The phone dies while it sends or saves: page closed, processes gone, worker stopped, battery out. Nothing is lost or doubled."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import pytest
from playwright.sync_api import Page

from diary.days import diary_day
from tests.browser.server import NOON
from tests.rounds import rounds
from tests.sweeps.checker import diary_of, problems_in_itself, problems_on_a_phone, problems_with_notes
from tests.sweeps.chromium_phone import (
    DUMP,
    ChromiumPhone,
    WorkerTools,
    check_in,
    fill_in,
    keep_more,
    wait_until_sent,
)
from tests.sweeps.conftest import Clinic
from tests.sweeps.people import Patient, Practice
from tests.sweeps.proxy import WHERE, Proxy, Trap

KILLS = rounds(few=20, many=100)


@dataclass
class Sweep:
    """One phone, its server, and what it was told."""

    phone: ChromiumPhone
    proxy: Proxy
    practice: Practice
    patient: Patient
    tried: set[str] = field(default_factory=set)
    promised: set[str] = field(default_factory=set)
    kills: Counter[str] = field(default_factory=Counter)

    @property
    def today(self) -> date:
        return diary_day(self.practice.now, NOON)

    def save(self, page: Page, chance: Random, note: str) -> None:
        """By hand; the phone promises that it is kept."""
        self.tried.add(note)
        check_in(page, self.today - timedelta(days=chance.randrange(2)), chance.randrange(11), note)
        self.promised.add(note)

    def save_more(self, page: Page, chance: Random, notes: list[str]) -> None:
        """Through the store of the page, as many saves of a long day without signal."""
        self.tried.update(notes)
        keep_more(page, self.patient.area, notes, day=self.today)
        self.promised.update(notes)

    def problems(self) -> list[str]:
        diary = diary_of(self.practice.app, self.patient.id)
        by_note = problems_with_notes(diary, promised=self.promised, tried=self.tried)
        return [*by_note, *problems_in_itself(diary)]

    def problems_in_the_end(self) -> list[str]:
        page = self.phone.open("/")
        wait_until_sent(page)
        diary = diary_of(self.practice.app, self.patient.id)
        return [*self.problems(), *problems_on_a_phone("phone", page.evaluate(DUMP), diary, self.practice.now.date())]


@pytest.fixture
def sweep(clinic: Clinic) -> Sweep:
    """A phone that is paired and has been to the diary once."""
    patient = clinic.practice.add_patient()
    phone = clinic.new_phone()
    phone.pair(patient, clinic.practice).close()
    return Sweep(phone, clinic.proxy, clinic.practice, patient)


def close_page(sweep: Sweep, page: Page) -> None:
    page.close()


def crash_pages(sweep: Sweep, _page: Page) -> None:
    sweep.phone.crash_pages()


def battery_out(sweep: Sweep, _page: Page) -> None:
    sweep.phone.kill()
    sweep.phone.start()


def leave_page(sweep: Sweep, page: Page) -> None:
    page.goto("about:blank")


PAGE_KILLS: dict[str, Callable[[Sweep, Page], None]] = {
    "page closed": close_page,
    "pages crashed": crash_pages,
    "battery out": battery_out,
    "page left": leave_page,
}


def test_nothing_is_lost_when_the_phone_dies_while_it_sends_or_saves(sweep: Sweep) -> None:
    for seed in range(KILLS):
        chance = Random(seed)
        kill_once(sweep, seed, chance)
        check_after(sweep, seed)
    assert sweep.problems_in_the_end() == []
    print(f"{sum(sweep.kills.values())} kills: {dict(sweep.kills)}, {len(sweep.promised)} saves promised")


def kill_once(sweep: Sweep, seed: int, chance: Random) -> None:
    sweep.practice.server.clock.forward(minutes=2)  # a dead battery takes the cookie along, and renewing is throttled
    sweep.proxy.offline()
    page = sweep.phone.open("/help")
    sweep.save(page, chance, f"{seed} by hand")
    sweep.save_more(page, chance, [f"{seed} more {n}" for n in range(chance.randrange(6))])
    how = [kill_sending_page, kill_sending_page, kill_sending_worker, kill_saving_page][seed % 4]
    how(sweep, page, seed, chance)
    sweep.proxy.traps.clear()
    sweep.proxy.online()


def kill_sending_page(sweep: Sweep, page: Page, seed: int, chance: Random) -> None:
    """The page is killed while its request stands at a place on the way."""
    trap = stop_at_a_place(sweep, chance)
    sweep.proxy.online()
    page.reload(wait_until="commit")
    trap.wait()
    name = chance.choice(list(PAGE_KILLS))
    PAGE_KILLS[name](sweep, page)
    sweep.kills[name] += 1
    chance.choice([trap.cut, trap.go_on])()


def kill_sending_worker(sweep: Sweep, page: Page, seed: int, chance: Random) -> None:
    """The worker sends when no page is open, and is stopped."""
    trap = stop_at_a_place(sweep, chance)
    worker = WorkerTools(page)
    page.goto("about:blank")
    sweep.proxy.online()
    worker.send()
    trap.wait()
    worker.stop()
    sweep.kills["worker stopped"] += 1
    chance.choice([trap.cut, trap.go_on])()
    page.close()


def kill_saving_page(sweep: Sweep, page: Page, seed: int, chance: Random) -> None:
    """The battery is out somewhere between the tap on Save and the promise."""
    note = f"{seed} tapped"
    sweep.tried.add(note)
    fill_in(page, sweep.today, chance.randrange(11), note)
    page.evaluate("() => setTimeout(() => document.querySelector('form button:not([type=button])').click(), 20)")
    time.sleep(chance.random() * 0.15)
    battery_out(sweep, page)
    sweep.kills["battery out while saving"] += 1


def stop_at_a_place(sweep: Sweep, chance: Random) -> Trap:
    return sweep.proxy.set_trap(chance.choice(WHERE), share=chance.random(), held=True)


def check_after(sweep: Sweep, seed: int) -> None:
    """Open the diary as the patient would; all that was promised arrives."""
    page = sweep.phone.open("/")
    wait_until_sent(page)
    assert sweep.problems() == [], f"seed {seed}"
    page.close()
