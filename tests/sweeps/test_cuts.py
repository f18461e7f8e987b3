"""Connections break before, in and after requests and answers; every save arrives once."""

from collections.abc import Iterator
from random import Random

from tests.sweeps.checker import Envelope, diary_of, problems_on_a_phone, problems_on_the_server
from tests.sweeps.conftest import MakePractice, MakeServer, rounds
from tests.sweeps.node_phones import Phones, phones_at
from tests.sweeps.people import Patient, Practice
from tests.sweeps.proxy import WHERE, Proxy, proxied

CUTS = rounds(few=30, many=300)
SYNC, *RENEWAL = "/api/v1/sync", "/session/challenge", "/session/renew"  # the renewal of a login breaks as well
MOST_SAVES = 12


def test_saves_arrive_once_over_connections_that_break(new_server: MakeServer, new_practice: MakePractice) -> None:
    server = new_server()
    practice = new_practice(server)
    with proxied(server.port) as proxy:
        server.origin_at(proxy.url)
        server.start()
        with phones_at(proxy.url, server.clock.file) as phones:
            patient = practice.add_patient()
            phones.add("one", patient, practice, zone="America/Toronto")
            phones.add("two", patient, practice, zone="Europe/Berlin")
            kept: list[Envelope] = []
            for seed in range(CUTS):
                kept += save_and_cut(seed, patient, phones, proxy, practice)
                assert list(problems(practice, patient, phones, kept)) == [], f"seed {seed}"
    assert sum(proxy.cuts.values()) >= CUTS
    print(f"{sum(proxy.cuts.values())} cuts: {dict(proxy.cuts)}, {len(kept)} saves")


def save_and_cut(seed: int, patient: Patient, phones: Phones, proxy: Proxy, practice: Practice) -> list[Envelope]:
    """One phone saves and sends over a connection that breaks, then over one that holds; the other follows."""
    chance = Random(seed)
    sender, other = chance.sample(("one", "two"), 2)
    phones.ask("page", name=sender, phone=sender)
    bodies = [
        {"asked": "last_24h", "pain": chance.randrange(11), "note": f"{seed} {n}"}
        for n in range(chance.randint(1, MOST_SAVES))
    ]
    kept = phones.ask("keep", page=sender, saves=[{"area": patient.area, "body": body} for body in bodies])
    path = chance.choice([SYNC, SYNC, *RENEWAL])
    if path != SYNC:
        practice.server.clock.forward(hours=49)  # every login has ended
    trap = proxy.set_trap(WHERE[seed % len(WHERE)], path=path, share=chance.random())
    phones.ask("drain", page=sender, tries=1)
    trap.wait(1)
    assert phones.ask("drain", page=sender) == "sent"
    phones.ask("page", name=other, phone=other)
    assert phones.ask("drain", page=other) == "sent"
    return kept


def problems(practice: Practice, patient: Patient, phones: Phones, kept: list[Envelope]) -> Iterator[str]:
    diary = diary_of(practice.app, patient.id)
    yield from problems_on_the_server(diary, kept)
    for name in ("one", "two"):
        yield from problems_on_a_phone(name, phones.dump(name), diary, practice.now.date())
