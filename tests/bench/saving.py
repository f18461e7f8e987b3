"""How fast saves are kept: one by one beside a bare Flask, and a hundred at once."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import Any
from uuid import uuid4

from diary.accounts.login_actions import start_phone_login
from diary.db import db
from diary.practice.models import Patient as PatientRow
from tests.bench.goals import Row, at_least, at_most, told
from tests.browser.server import ROOT, free_port
from tests.factories import a_device
from tests.sweeps.people import Patient, Practice
from tests.sweeps.server import Server
from tests.tools.with_postgres import own_server

LOAD = Path(__file__).with_name("load.js")
CONNECTIONS = 16
SECONDS = 4
TURNS = 3  # of hello and save in turn, so that a slow moment of the machine strikes both
BATCHES = 40
BATCH = 100
DURABLE = ("synchronous_commit=on", "fsync=on")
GRANIAN = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--workers", "1", "--blocking-threads", "8"]


def rows(folder: Path) -> Iterator[Row]:
    """The rows of the table about saving: on SQLite and on PostgreSQL, with every commit on the disk."""
    with clinic(folder / "sqlite") as (server, practice):
        clients = signed_in(practice)
        rates, last = ratios(server, clients)
        yield at_least("save one entry beside a bare hello, 16 connections", median(rates), 0.40, "× hello")
        yield told("  saves a second", last["rate"], "/s")
        yield told("  p99 beside p50", last["p99"] / last["p50"], "×")
        yield at_most("  p99 beside p50, two processes that write", two_writers(server, clients), 4, "×")
        yield at_least(
            "sync of 100 queued saves, SQLite FULL", batch_rate(server, *clients.popitem()), 3000, "entries/s"
        )
    with own_server(DURABLE) as url, clinic(folder / "postgresql", url) as (server, practice):
        rates, last = ratios(server, signed_in(practice))
        yield at_least("save one entry beside a bare hello, PostgreSQL", median(rates), 0.35, "× hello")
        yield told("  saves a second", last["rate"], "/s")


@contextmanager
def clinic(folder: Path, database_url: str = "") -> Iterator[tuple[Server, Practice]]:
    """A server with a practice, gone afterwards."""
    server = Server(folder, database_url=database_url)
    practice = Practice(server)
    server.start()
    try:
        yield server, practice
    finally:
        server.kill()
        practice.close()


def signed_in(practice: Practice) -> dict[str, Patient]:
    """A patient for each connection, by the cookie of the phone."""
    patients = [practice.add_patient() for _connection in range(CONNECTIONS)]
    return {sign_in(practice, patient): patient for patient in patients}


def two_writers(server: Server, clients: Mapping[str, Patient]) -> float:
    """How many times as long as the median the slowest hundredth of the saves takes when two servers share one database."""
    other = Server(server.folder)
    other.start()
    try:
        savers = all_savers(server, clients)
        with ThreadPoolExecutor() as halves:
            both = list(halves.map(load, (server.port, other.port), (savers[::2], savers[1::2])))
    finally:
        other.kill()
    assert all(half["statuses"].keys() == {"200"} for half in both), both
    return max(half["p99"] / half["p50"] for half in both)


def sign_in(practice: Practice, patient: Patient) -> str:
    """A phone of the patient, signed in; returns its cookie."""
    with practice.app.app_context():
        phone = a_device(db.session.get_one(PatientRow, patient.id))
        token = start_phone_login(phone.id, now=practice.now)
        db.session.commit()
    return f"sid={token}"


def a_save(patient: Patient, practice_day: str, **changes: Any) -> dict[str, Any]:
    """A check-in with every row of the form answered."""
    body = {
        "asked": "last_24h",
        "pain": 4,
        "sleep": 1,
        "medicine": 1,
        "medicine_classes": ["paracetamol"],
        "goal": "part",
        "bothered": True,
        "effects": [{"effect": "soreness", "severity": 1}],
        "note": "Walked to the lake and back.",
    }
    return {
        "id": str(uuid4()),
        "kind": "entry",
        "for_day": practice_day,
        "area": str(patient.area),
        "session": None,
        "edited_at": f"{practice_day}T18:00:00.000Z",
        "zone": "UTC",
        "offset_min": 0,
        "skew_ms": 0,
        "app": "0.2.0",
        "body": body,
    } | changes


def ratios(server: Server, clients: Mapping[str, Patient]) -> tuple[list[float], dict[str, Any]]:
    """Saves a second over hellos a second, a few times; and the last figures of the saves.

    Args:
        server: Where saves go.
        clients: A patient for each connection, by the cookie of the phone.
    """
    savers = all_savers(server, clients)
    greeters = [(head("/", ""), "{}")] * len(clients)
    found: list[float] = []
    with hello() as port:
        for _turn in range(TURNS):
            plain = load(port, greeters)
            saves = load(server.port, savers)
            assert saves["statuses"].keys() == {"200"}, saves
            found.append(saves["rate"] / plain["rate"])
    return found, saves


def all_savers(server: Server, clients: Mapping[str, Patient]) -> list[tuple[str, str]]:
    day = (server.clock.now() - timedelta(days=1)).date().isoformat()
    return [(head("/api/v1/sync", cookie), one_save(patient, day)) for cookie, patient in clients.items()]


def one_save(patient: Patient, day: str) -> str:
    return json.dumps({"since": 0, "items": [a_save(patient, day, id="<id>")]}).replace(
        '"since": 0', '"since": <cursor>'
    )


def head(path: str, cookie: str) -> str:
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: localhost",
        "Content-Type: application/json",
        "Sec-Fetch-Site: same-origin",
    ]
    return "\r\n".join([*lines, f"Cookie: {cookie}"])


def load(port: int, clients: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """What `load.js` measured with these clients, each the head and the body that it sends."""
    how = {"port": port, "seconds": SECONDS, "clients": [{"head": head, "body": body} for head, body in clients]}
    done = subprocess.run(["node", LOAD, json.dumps(how)], check=True, stdout=subprocess.PIPE, text=True)
    return dict(json.loads(done.stdout))


@contextmanager
def hello() -> Iterator[int]:
    """A bare Flask on the same server with as many threads; gives its port."""
    port = free_port()
    words = [sys.executable, *GRANIAN, "--port", str(port), "--log-level", "error", "tests.bench.hello:app"]
    process = subprocess.Popen(words, cwd=ROOT)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port: int) -> None:
    for _try in range(200):
        connection = HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("POST", "/")
            connection.getresponse().read()
            return
        except OSError:
            sleep(0.05)
        finally:
            connection.close()
    raise RuntimeError("hello did not start")


def batch_rate(server: Server, cookie: str, patient: Patient) -> float:
    """Entries a second, the median over batches of a hundred days each, as a phone sends them after a long time away."""
    today = server.clock.now().date()
    days = [(today - timedelta(days=1 + back)).isoformat() for back in range(BATCH)]
    connection = HTTPConnection("127.0.0.1", server.port)
    headers = {"Cookie": cookie, "Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    times, cursor = [], 0
    for _batch in range(BATCHES + 1):  # the first fetches what was there before
        sent = json.dumps({"since": cursor, "items": [a_save(patient, day) for day in days]})
        began = perf_counter()
        connection.request("POST", "/api/v1/sync", sent, headers)
        answer = connection.getresponse()
        said = json.loads(answer.read())
        times.append(perf_counter() - began)
        cursor = said["cursor"]
        assert {result["verdict"] for result in said["results"]} == {"stored"}, said["results"][:3]
    connection.close()
    return BATCH / median(times[1:])
