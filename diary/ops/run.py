"""`make run`: prepare what is missing, start web and worker, say where to open the diary and how to sign in."""

import errno
import os
import socket
from collections.abc import Mapping
from pathlib import Path

import click

from diary import clock, create_app
from diary.config import Config
from diary.errors import ConfigError
from diary.ops import bootstrap
from diary.ops.demo import fill_if_empty
from diary.ops.demo_data import demo_clinic
from diary.ops.processes import Processes
from diary.ops.upgrading import bring_up_to_date


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
    return Processes(config.port, announcement(config)).run()


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
        bring_up_to_date()
        if config.demo and fill_if_empty(clock.now()):
            click.echo("Made the demo clinic.")
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


def announcement(config: Config) -> str:
    """Where the diary is open and, in a demo, how to sign in."""
    address = f"http://localhost:{config.port}"
    lines = ["", "The diary is open at", "", f"  {address}", *sign_ins(address, config), "", "Stop it with Ctrl-C."]
    return "\n".join(lines)


def sign_ins(address: str, config: Config) -> list[str]:
    if not config.demo:
        return []
    clinic = demo_clinic()
    people = [f"    {person.email:<28} {person.name}, {' and '.join(person.roles)}" for person in clinic.staff]
    return [
        "",
        f"  Clinic:   {address}/clinic/sign-in   (the password of all three is {clinic.password})",
        *people,
        f"  Patient:  {address}/demo/patient   (opens the diary of {clinic.patients[0].name})",
    ]


if __name__ == "__main__":
    raise SystemExit(main())
