"""The server dies while phones send; started again on the same data, it has every save once."""

import time
from collections.abc import Iterator
from random import Random

from tests.sweeps.checker import Envelope, diary_of, problems_on_a_phone, problems_on_the_server
from tests.sweeps.conftest import MakePractice, MakeServer, rounds
from tests.sweeps.node_phones import Phones, phones_at
from tests.sweeps.people import Patient, Practice
from tests.sweeps.proxy import Proxy, proxied
from tests.sweeps.server import Server

KILLS = rounds(few=4, many=40)  # on each database
SAVES = 60
MOST_MS = 120  # so long the server works at so many saves on a slow machine
PHONES = ("one", "two")


def test_a_server_that_is_killed_while_phones_send_has_every_save_once(
    new_server: MakeServer, new_practice: MakePractice, database_url: str
) -> None:
    server = new_server(database_url=database_url)
    practice = new_practice(server)
    with proxied(server.port) as proxy:
        server.origin_at(proxy.url)
        server.start()
        with phones_at(proxy.url, server.clock.file) as phones:
            patient = practice.add_patient()
            for name in PHONES:
                phones.add(name, patient, practice, zone="America/Toronto")
            kept: list[Envelope] = []
            hits = 0
            for seed in range(KILLS):
                saves, broken = save_and_kill(seed, patient, phones, proxy, server)
                kept, hits = kept + saves, hits + broken
                assert list(problems(practice, patient, phones, kept)) == [], f"seed {seed}"
    assert hits, "no kill came while a phone waited for its answer"
    print(f"{KILLS} kills of the server, {hits} requests without an answer, {len(kept)} saves")


def save_and_kill(
    seed: int, patient: Patient, phones: Phones, proxy: Proxy, server: Server
) -> tuple[list[Envelope], int]:
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
    first = proxy.set_trap("before", held=True)
    sending = [phones.start("drain", page=name, tries=1) for name in PHONES]
    first.wait()
    first.go_on()
    time.sleep(chance.random() * MOST_MS / 1000)
    server.kill()
    broken = [phones.wait(one) for one in sending].count("offline")
    server.start()
    for name in PHONES * 2:  # the second time fetches what the other sent
        assert phones.ask("drain", page=name) == "sent", f"seed {seed}"
    return kept, broken


def problems(practice: Practice, patient: Patient, phones: Phones, kept: list[Envelope]) -> Iterator[str]:
    diary = diary_of(practice.app, patient.id)
    yield from problems_on_the_server(diary, kept)
    for name in PHONES:
        yield from problems_on_a_phone(name, phones.dump(name), diary, practice.now.date())
