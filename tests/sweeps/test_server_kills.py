"""The server dies while phones send; started again on the same data, it has every save once."""

import time
from collections.abc import Iterator
from random import Random

import pytest

from tests.rounds import rounds
from tests.sweeps.checker import Envelope, diary_of, problems_on_a_phone, problems_on_the_server
from tests.sweeps.conftest import Clinic
from tests.sweeps.node_phones import Phones
from tests.sweeps.people import Patient

KILLS = rounds(few=2, many=40)  # on each database
SAVES = 60
MOST_MS = 120  # so long the server works at so many saves on a slow machine
PHONES = ("one", "two")


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    return request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""


def test_a_server_that_is_killed_while_phones_send_has_every_save_once(clinic: Clinic, phones: Phones) -> None:
    patient = clinic.practice.add_patient()
    for name in PHONES:
        phones.add(name, patient, clinic.practice, zone="America/Toronto")
    kept: list[Envelope] = []
    hits = 0
    for seed in range(KILLS):
        saves, broken = save_and_kill(seed, patient, phones, clinic)
        kept, hits = kept + saves, hits + broken
        assert list(problems(clinic, patient, phones, kept)) == [], f"seed {seed}"
    assert hits, "no kill came while a phone waited for its answer"
    print(f"{KILLS} kills of the server, {hits} requests without an answer, {len(kept)} saves")


def save_and_kill(seed: int, patient: Patient, phones: Phones, clinic: Clinic) -> tuple[list[Envelope], int]:
    """Both phones send at once, the server dies in the midst of it and comes back.

    Returns:
        What the phones kept, and how many of them had no answer.
    """
    chance, kept = Random(seed), []
    for name in PHONES:
        phones.ask("page", name=name, phone=name)
        bodies = [
            {"asked": "last_24h", "pain": chance.randrange(11), "note": f"{seed} {name} {n}"} for n in range(SAVES)
        ]
        saves = [{"area": patient.area, "body": body, "daysAgo": n % 2} for n, body in enumerate(bodies)]
        kept += phones.ask("keep", page=name, saves=saves)
    first = clinic.proxy.set_trap("before", held=True)
    sending = [phones.start("drain", page=name, tries=1) for name in PHONES]
    first.wait()
    first.go_on()
    time.sleep(chance.random() * MOST_MS / 1000)
    clinic.server.kill()
    broken = [phones.wait(one) for one in sending].count("offline")
    clinic.server.start()
    for name in PHONES * 2:  # the second time fetches what the other sent
        assert phones.ask("drain", page=name) == "sent", f"seed {seed}"
    return kept, broken


def problems(clinic: Clinic, patient: Patient, phones: Phones, kept: list[Envelope]) -> Iterator[str]:
    diary = diary_of(clinic.practice.app, patient.id)
    yield from problems_on_the_server(diary, kept)
    for name in PHONES:
        yield from problems_on_a_phone(name, phones.dump(name), diary, clinic.practice.now.date())
