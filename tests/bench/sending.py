"""How many reminders a worker sends in a second: from the ledger to a push service 20 ms away, over TLS, and back into the ledger.

As a program it is that worker: it sends what is due in a folder's database and prints how long it took.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from time import perf_counter

from sqlalchemy import func, select, update
from yarl import URL

from diary import clock
from diary.db import db
from diary.ops.worker import collect_seldom
from diary.practice.models import Patient
from diary.push.sending import Sender
from diary.push.values import Receiver
from diary.reminders import round_actions
from diary.reminders.round_actions import Rounds
from diary.reminders.schedule import WINDOW, Slot
from diary.reminders.sending_actions import Place
from diary.reminders.statements import SLOT
from tests.bench.certificate import certificate
from tests.bench.goals import Row, at_least, at_most
from tests.bench.many import A_NEW_ID, copy_patient, copy_rows, diary
from tests.bench.sealing import ENDPOINT, PAYLOAD, a_sealer
from tests.browser.server import ROOT
from tests.factories import a_device, a_patient, a_practice, an_area
from tests.push.opening import a_phone
from tests.push.service import FCM
from tests.reminders.conftest import choose, reach
from tests.reminders.ledger import add
from tests.today.days import a_course

SERVICE = Path(__file__).with_name("push_service.js")
PARTS = 10_000, 90_000
SEALS = 50  # before each step, so that a slow moment of the machine strikes both
GROWTH = 1.25  # n log n, the most that anything may grow: a hundred thousand beside ten thousand


def rows(folder: Path) -> Iterator[Row]:
    """The rows of the table about sending."""
    with diary(folder / "data"):
        fill()
    key, cert = certificate(folder)
    with push_service(key, cert) as port:
        words = [sys.executable, "-m", "tests.bench.sending", str(folder / "data"), port]
        env = os.environ | {"SSL_CERT_FILE": str(cert)}
        done = subprocess.run(words, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, text=True)
    said = json.loads(done.stdout.splitlines()[-1])
    rate, sealed = sum(PARTS) / sum(said["seconds"]), SEALS * sum(said["steps"]) / sum(said["sealing"])
    # In sealings of its own time: the machine may be slower in one part than in the other.
    few, many = (
        seconds / part / (sealing / steps)
        for part, seconds, sealing, steps in zip(PARTS, said["seconds"], said["sealing"], said["steps"], strict=True)
    )
    yield at_least("send 100,000 reminders, one process", rate, 1_500, "/s")
    yield at_least("  beside sealing alone", rate / sealed, 0.25, "× sealing")
    yield at_most("  each of 90,000 beside each of 10,000", many / few, GROWTH, "×")


def fill() -> None:
    """As many patients, each with a course, a plan, a phone and a reminder that is due."""
    now = clock.now() - timedelta(seconds=1)
    alice = a_patient(a_practice())
    phone = a_device(alice)
    a_course(alice, an_area(alice))
    choose(phone)
    reach(phone, "")
    add(alice.id, now.date(), [Slot(kind="daily", at=now, until=now + WINDOW)])
    db.session.execute(update(Patient).values(reminders_at=None))  # the planner has been there
    db.session.commit()
    copy_patient(sum(PARTS) - 1)
    own, new = {"patient_id": "patient.id"}, {"id": A_NEW_ID["sqlite"]}
    copy_rows("area", **own, id="patient.id")
    copy_rows("device", **own, id="patient.id")
    copy_rows("course", **own, **new, area_id="patient.id")
    copy_rows("reminder_plan", **own)
    copy_rows(
        "push_subscription",
        **own,
        device_id="patient.id",
        endpoint="push_subscription.endpoint || patient.id",
        endpoint_digest="CAST(patient.id AS BLOB)",
    )
    copy_rows("reminder_slot", **own, **new)


@contextmanager
def push_service(key: Path, cert: Path) -> Iterator[str]:
    """Gives its port."""
    with subprocess.Popen(["node", SERVICE, key, cert], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


class TlsSender(Sender):
    """Asks the push service of this machine as it would ask a real one."""

    def address(self, endpoint: str, host: str) -> URL:
        return URL(endpoint.replace(host, self.instead[host], 1), encoded=True)


@dataclass
class SealingBetween(Rounds):
    """Rounds that seal a few pushes before each step, for nothing but to learn how fast that goes now."""

    receiver: Receiver = field(default_factory=lambda: a_phone().receiver(ENDPOINT))
    sealing: list[float] = field(default_factory=list)  # seconds

    async def step(self, sender: Sender) -> bool:
        self.sealing.append(seconds(lambda: [self.sealer.seal(PAYLOAD, self.receiver) for _push in range(SEALS)]))
        return await super().step(sender)


def work(folder: Path, port: str) -> dict[str, list[float]]:
    """For each part how many seconds it took to send, in how many steps, and how many seconds the sealing between them took."""
    round_actions.Sender = TlsSender  # type: ignore[misc]
    rounds = SealingBetween(Place("https://diary.example", "secret"), a_sealer(), {FCM: f"127.0.0.1:{port}"})
    said: dict[str, list[float]] = {"seconds": [], "steps": [], "sealing": []}
    with diary(folder):
        collect_seldom()
        for part in PARTS:
            leave_due(part)
            rounds.sealing.clear()
            took = seconds(lambda: drain(rounds))
            for name, figure in zip(
                said, (took - sum(rounds.sealing), len(rounds.sealing), sum(rounds.sealing)), strict=True
            ):
                said[name].append(figure)
        found = db.session.execute(select(SLOT.c.state, func.count().label("many")).group_by(SLOT.c.state))
        states = {row.state: row.many for row in found}
        assert states == {"sent": sum(PARTS)}, states
    return said


def leave_due(part: int) -> None:
    """So many of those that wait are due now, the others later."""
    now = clock.now()
    chosen = select(SLOT.c.id).where(SLOT.c.state == "waiting").limit(part)
    with db.engine.begin() as connection:
        connection.execute(update(SLOT).values(next_at=now + WINDOW))
        connection.execute(update(SLOT).where(SLOT.c.id.in_(chosen)).values(next_at=now))


def drain(rounds: Rounds) -> None:
    while rounds.go():
        pass


def seconds(action: Callable[[], object]) -> float:
    began = perf_counter()
    action()
    return perf_counter() - began


if __name__ == "__main__":
    print(json.dumps(work(Path(sys.argv[1]), sys.argv[2])))
