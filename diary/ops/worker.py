"""The worker: does by itself, on a clock, what nobody clicks. The engine only ticks; the truth is in the database."""

import gc
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import psycopg
import redis
import structlog
from flask import Flask
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from huey.api import TaskWrapper
from huey.consumer import Consumer, Scheduler
from huey.serializer import SignedSerializer

from diary import clock
from diary.config import Config
from diary.db import db
from diary.ops.actions import forget_what_ran_out
from diary.ops.background import Beside
from diary.ops.prune_actions import prune
from diary.push.server_keys import sealer_of
from diary.reminders.mail_round_actions import MailRounds
from diary.reminders.round_actions import Rounds
from diary.reminders.sending_actions import Place

HEARTBEAT = "heartbeat"
QUEUE_ERRORS = (OSError, sqlite3.Error, psycopg.Error, redis.RedisError, ValueError)
CONNECT_WITHIN = 2  # seconds

log = structlog.get_logger()


def open_queue(config: Config) -> Huey:
    """The queue that web and worker share; what lies in it is signed with the diary's secret."""
    name, signed = "diary", SignedSerializer(secret=config.secret_key)
    url = config.queue_url
    if url.startswith("sqlite:///"):
        return SqliteHuey(name, filename=url.removeprefix("sqlite:///"), serializer=signed)
    if url.startswith("postgresql://"):
        return PostgresHuey(name, dsn=url, connect_timeout=CONNECT_WITHIN, serializer=signed)
    pool = redis.ConnectionPool.from_url(url, socket_connect_timeout=CONNECT_WITHIN)
    return RedisHuey(name, connection_pool=pool, serializer=signed)


def last_heartbeat(queue: Huey) -> datetime | None:
    """When the worker last did something; nothing when it never did."""
    written = queue.get(HEARTBEAT, peek=True)
    return datetime.fromisoformat(written) if written else None


@dataclass
class Every:
    """True at the first tick and then once a period: how the engine asks whether a task is due."""

    period: timedelta
    last: datetime | None = None

    def __call__(self, tick: datetime) -> bool:
        if self.last is not None and tick - self.last < self.period:
            return False
        self.last = tick
        return True


def add_tasks(app: Flask, queue: Huey) -> None:
    """Everything that the worker does, and how often."""

    def beat() -> None:
        queue.put(HEARTBEAT, clock.now().isoformat())

    def tidy() -> None:
        with app.app_context():
            count = forget_what_ran_out(now=clock.now())
            db.session.remove()
        log.info("tidied", count=count)

    def forget_old_reminders() -> None:
        with app.app_context():
            count = sum(prune(clock.now()).values())
            db.session.remove()
        log.info("pruned", count=count)

    def remind() -> None:
        if any(task.name == "remind" for task in queue.pending()):
            return  # the one that waits does the same: rounds that take longer than a tick must not pile up
        with app.app_context():
            more = rounds.go()
        if more:
            reminding()  # the other tasks first

    rounds = rounds_of(app)
    add_task(queue, beat, Every(timedelta(0)))
    add_task(queue, tidy, Every(timedelta(minutes=10)))
    add_task(queue, forget_old_reminders, Every(timedelta(days=1)))
    reminding = add_task(queue, remind, Every(timedelta(0)))
    if mails := mails_of(app):
        add_task(queue, mails, Every(timedelta(0)))


def mails_of(app: Flask) -> Callable[[], None] | None:
    """Begins a round of e-mail; none where no server takes any."""
    config: Config = app.config["DIARY"]
    if config.mail_server is None:
        return None
    rounds = MailRounds(config.mail_server, config.origin)

    def go() -> None:
        with app.app_context():
            rounds.go()

    beside = Beside(go)

    def mail() -> None:
        beside.start()

    return mail


def rounds_of(app: Flask) -> Rounds:
    config: Config = app.config["DIARY"]
    return Rounds(Place(config.origin, config.secret_key), sealer_of(app), dict(config.push_test_map))


def add_task(queue: Huey, function: Callable[[], None], due: Every) -> TaskWrapper:
    """Called, what comes back runs the task once more, after those that wait already."""
    return queue.periodic_task(due, name=function.__name__)(function)


class Ticks(Scheduler):
    """Looks for due tasks four times a minute, so that a heartbeat is never a minute old."""

    periodic_task_seconds = 15


class TickingConsumer(Consumer):
    scheduler_class = Ticks


def collect_seldom() -> None:
    """A round makes a hundred thousand objects and hardly a cycle among them: looking for some each 700 cost a sixth of its time."""
    gc.freeze()  # what is loaded now stays
    gc.set_threshold(50_000, 20, 20)


def work(app: Flask) -> None:
    """Run the worker until a signal ends it."""
    collect_seldom()
    queue = open_queue(app.config["DIARY"])
    add_tasks(app, queue)
    log.info("worker", state="started")
    TickingConsumer(queue, max_delay=1.0, graceful_signal="TERM", shutdown_timeout=25).run()
    log.info("worker", state="stopped")
