"""A request never takes the write lock but to write."""

from flask import Flask

from diary.db import only_reads


def choose_transaction() -> None:
    only_reads.set(True)


def init_transactions(app: Flask) -> None:
    app.before_request(choose_transaction)
