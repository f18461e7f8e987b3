"""Several people at the same moment."""

import threading
from collections.abc import Callable

from flask import Flask

from diary.db import db


def at_once(app: Flask, jobs: list[Callable[[], object]]) -> list[object]:
    """Run the jobs in threads of their own, each with its own connection; what they answered, or the error."""
    answers: list[object] = [None] * len(jobs)
    start = threading.Barrier(len(jobs))

    def run(place: int) -> None:
        with app.app_context():
            start.wait()
            try:
                answers[place] = jobs[place]()
            except Exception as error:  # noqa: BLE001  # the test looks at what went wrong
                answers[place] = error

    db.session.rollback()
    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
