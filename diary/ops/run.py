"""`make run`: prepare what is missing, start web and worker together, stop them together."""

import errno
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import click
from flask_migrate import upgrade

from diary import create_app
from diary.config import Config
from diary.errors import ConfigError
from diary.ops import bootstrap

THREADS = 8  # one process with eight threads beats two processes on SQLite, where one writes at a time
LOOK_EVERY = 0.1  # seconds
READY_WITHIN = 60
STOP_WITHIN = 15


class CannotStart(Exception):
    """The diary cannot start; the sentence says what to do."""


def main() -> int:
    os.umask(0o077)
    os.environ.update(newcomer_settings(os.environ))
    try:
        config = prepare()
    except (CannotStart, ConfigError) as problem:
        click.echo(problem, err=True)
        return 2
    except KeyboardInterrupt:
        click.echo("Stopped before the start.", err=True)
        return 130
    return Group(config).run()


def newcomer_settings(env: Mapping[str, str]) -> dict[str, str]:
    """What `make run` sets unless somebody did: a demo for development, in the folder `instance`."""
    kind = env.get("DIARY_ENV") or "development"
    demo = env.get("DIARY_DEMO") or ("1" if kind == "development" else "0")
    folder = Path(env.get("DIARY_DATA_DIR") or "instance").absolute()
    return {"DIARY_ENV": kind, "DIARY_DEMO": demo, "DIARY_DATA_DIR": str(folder)}


def prepare() -> Config:
    """Keys, tables and, in a demo, the demo clinic: made when missing, left alone when there."""
    prepare_folder(Path(os.environ["DIARY_DATA_DIR"]))
    config = Config.from_env(os.environ)
    check_port(config.port)
    app = create_app(config)
    with app.app_context():
        upgrade()
    return config


def prepare_folder(folder: Path) -> None:
    try:
        bootstrap.prepare(folder)
    except OSError as problem:
        raise CannotStart(f"The data folder {folder} cannot be used: {problem.strerror}.") from problem


def check_port(port: int) -> None:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError as problem:
        if problem.errno == errno.EADDRINUSE:
            sentence = f"Port {port} is in use. Stop what uses it, or take another: make run PORT={port + 1}"
        else:
            sentence = f"Port {port} cannot be opened: {problem.strerror}. Take another: make run PORT=8000"
        raise CannotStart(sentence) from problem


class Group:
    """Web and worker: they start together, stop together, and one that dies takes the other down.

    Each child leads a process group of its own. So Ctrl-C reaches this process alone, which tells each child once (a web
    server told twice may hang), and what a dead child left behind can be found and ended.
    """

    def __init__(self, config: Config) -> None:
        self.port = config.port
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
        """Stay until somebody stops the diary or a child dies."""
        announced, deadline = False, time.monotonic() + READY_WITHIN
        while not self.stop.wait(LOOK_EVERY):
            dead = [name for name, child in self.children.items() if child.poll() is not None]
            if dead:
                click.echo(f"The {dead[0]} stopped by itself; the lines above say why. Stopping the rest.", err=True)
                return 1
            if not announced and answers(self.port):
                announce(self.port)
                announced = True
            if not announced and time.monotonic() > deadline:
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


def announce(port: int) -> None:
    click.echo(f"\nThe diary is open at\n\n  http://localhost:{port}\n\nStop it with Ctrl-C.")


if __name__ == "__main__":
    raise SystemExit(main())
