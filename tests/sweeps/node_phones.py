"""Phones without a screen: a Node process that runs the diary's own store and sync, told what to do line by line."""

import json
import subprocess
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from typing import Any

from tests.sweeps.people import Patient, Practice

SCRIPT = Path(__file__).with_name("phones.js")
PATIENCE = 120


class Phones:
    """One Node process. Every phone in it has its own databases and cookies; pages are tabs of a phone."""

    def __init__(self, url: str, clock: Path) -> None:
        command = ["node", str(SCRIPT), url, str(clock)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.answers: defaultdict[int, Queue[dict[str, Any]]] = defaultdict(Queue)
        self.count = 0
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            answer = json.loads(line)
            self.answers[answer["id"]].put(answer)
        for waiting in list(self.answers.values()):
            waiting.put({"error": "the Node process ended"})

    def start(self, does: str, **how: Any) -> int:
        """Tell it to do something; the number is for `wait`."""
        assert self.process.stdin
        self.count += 1
        waiting = self.answers[self.count]
        assert waiting.empty()
        self.process.stdin.write(json.dumps({"id": self.count, "does": does} | how, default=str) + "\n")
        self.process.stdin.flush()
        return self.count

    def next(self, number: int) -> dict[str, Any]:
        answer = self.answers[number].get(timeout=PATIENCE)
        assert "error" not in answer, answer["error"]
        return answer

    def hear(self, number: int) -> Any:
        """What it says on the way."""
        return self.next(number)["event"]

    def wait(self, number: int) -> Any:
        """What it answered in the end."""
        while "value" not in (answer := self.next(number)):
            pass
        return answer["value"]

    def ask(self, does: str, **how: Any) -> Any:
        return self.wait(self.start(does, **how))

    def add(self, name: str, patient: Patient, practice: Practice, *, zone: str, error: int = 0) -> None:
        """A phone that is paired as in life: it shows a code, the desk types it, its key renews the login."""
        self.ask("phone", name=name, zone=zone, error=error)
        self.pair(name, patient, practice)

    def pair(self, name: str, patient: Patient, practice: Practice) -> None:
        pairing = self.start("pair", name=name)
        practice.pair(patient, self.hear(pairing)["code"])
        self.wait(pairing)

    def dump(self, name: str) -> Any:
        """What the phone shows of its diary, on a page opened for it."""
        self.ask("page", name=f"look at {name}", phone=name)
        return self.ask("dump", page=f"look at {name}")

    def stop(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(timeout=20)


@contextmanager
def phones_at(url: str, clock: Path) -> Iterator[Phones]:
    phones = Phones(url, clock)
    try:
        yield phones
    finally:
        phones.stop()
