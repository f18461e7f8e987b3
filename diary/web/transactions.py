"""A request that only reads never takes the write lock."""

from flask import Flask, request

from diary.db import only_reads
from diary.web.csrf import SAFE


def choose_transaction() -> None:
    only_reads.set(request.method in SAFE)


def init_transactions(app: Flask) -> None:
    app.before_request(choose_transaction)
