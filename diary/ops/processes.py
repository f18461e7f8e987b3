"""Web and worker as processes that live and die together."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException

import click

THREADS = 8  # one process with eight threads beats two processes on SQLite, where one writes at a time
LOOK_EVERY = 0.1  # seconds
READY_WITHIN = 60
STOP_WITHIN = 15


class Processes:
    """Web and worker: they start together, stop together, and one that dies takes the other down.

    Each child leads a process group of its own. So Ctrl-C reaches this process alone, which tells each child once (a web
    server told twice may hang), and what a dead child left behind can be found and ended.
    """

    def __init__(self, port: int, announcement: str) -> None:
        self.port = port
        self.announcement = announcement
        self.stop = threading.Event()
        self.children: dict[str, subprocess.Popen[bytes]] = {}

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stop.set())
        try:
            self.children["web server"] = start_web(self.port)
            self.children["worker"] = start_worker()
            return self.watch()
        finally:
            self.end()

    def watch(self) -> int:
        """Stay until somebody stops the diary, a child dies, or nobody answers for too long at the start."""
        ready, deadline = False, time.monotonic() + READY_WITHIN
        while not self.stop.wait(LOOK_EVERY):
            dead = [name for name, child in self.children.items() if child.poll() is not None]
            if dead:
                click.echo(f"The {dead[0]} stopped by itself; the lines above say why. Stopping the rest.", err=True)
                return 1
            if not ready and answers(self.port):
                click.echo(self.announcement)
                ready = True
            if not ready and time.monotonic() > deadline:
                click.echo(f"The web server did not answer within {READY_WITHIN} seconds. Stopping.", err=True)
                return 1
        return 0

    def end(self) -> None:
        click.echo("Stopping.")
        for child in self.children.values():
            child.terminate()
        deadline = time.monotonic() + STOP_WITHIN
        for name, child in self.children.items():
            try:
                child.wait(timeout=max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                click.echo(f"The {name} did not stop in time and was ended.", err=True)
            end_group(child)


def end_group(child: subprocess.Popen[bytes]) -> None:
    """End whatever is left of a child and of the processes that it started."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def start_web(port: int) -> subprocess.Popen[bytes]:
    place = ["--host", "127.0.0.1", "--port", str(port)]
    size = ["--workers", "1", "--blocking-threads", str(THREADS), "--workers-kill-timeout", "5"]
    return start("granian", "--interface", "wsgi", *place, *size, "--log-level", "error", "wsgi:app")


def start_worker() -> subprocess.Popen[bytes]:
    return start("flask", "--app", "wsgi", "worker")


def start(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", *words], process_group=0)


def answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
