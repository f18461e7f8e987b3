"""Phone and server draw the same picture of the same days."""

import re
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from diary.charts.marks import DayMark
from diary.charts.own import OwnFigure, own_figure
from tests.agreement.phone import Case, ask_phone

PICTURES = 300
HALF = 0.11  # of a tenth, by which two languages may round apart
FIRST = date(2026, 10, 9)
Drawn = dict[str, Any]


def drawn_by_server(figure: OwnFigure) -> Drawn:
    pain = figure.pain
    paths = {name: getattr(figure, name) for name in ("missing", "scale", "start", "sessions")}
    dots = {"dots": pain.dots, "lateDots": pain.late_dots, "squares": pain.squares, "lateSquares": pain.late_squares}
    return {
        "hasStart": figure.has_start,
        "rings": [(int(ring.words), alike(ring.at_x)) for ring in figure.rings],
        "paths": {name: shape(path) for name, path in (paths | dots | {"line": pain.line}).items()},
    }


def drawn_by_phone(figure: Drawn) -> Drawn:
    rings = [(ring["number"], alike(ring["x"])) for ring in figure["rings"]]
    return figure | {"rings": rings, "paths": {name: shape(path) for name, path in figure["paths"].items()}}


def shape(path: str) -> tuple[str, list[Any]]:
    """A path's commands, and its numbers as alike as two languages round them."""
    return re.sub(r"[0-9.]+", "#", path), [alike(number) for number in re.findall(r"[0-9.]+", path)]


def alike(number: str) -> Any:
    return pytest.approx(float(number), abs=HALF)


def some_picture(seed: int) -> tuple[Drawn, Case]:
    """What the server draws of some days, and the same asked of a phone."""
    random = Random(seed)
    count = random.choice((1, 4, 24, 43, 63))
    days = [FIRST + timedelta(days=n) for n in range(count)]
    marks = [some_mark(random, day) for day in days if random.random() < 0.8]
    sessions = list(enumerate(sorted(random.sample(days, min(count, random.randrange(6)))), 1))
    as_of = days[-1] - timedelta(days=random.randrange(2))
    start = random.choice((None, 7.0, 6.5714))
    here = own_figure(marks, sessions, first=FIRST, end=days[-1] + timedelta(days=1), as_of=as_of, start=start)
    frame = {"first": str(FIRST), "last": str(days[-1]), "asOf": str(as_of), "start": start, "few": False}
    asked = {
        "days": [asked_of(mark) for mark in marks],
        "sessions": [{"number": number, "day": str(day)} for number, day in sessions],
    }
    return drawn_by_server(here), {"ask": "figure", **asked, "frame": frame}


def some_mark(random: Random, day: date) -> DayMark:
    pain = None if random.random() < 0.1 else float(random.randrange(11))
    late, paper, before = (random.random() < 0.2 for _ in range(3))
    return DayMark(day, pain, late=late, paper=paper, before_session=before)


def asked_of(mark: DayMark) -> Drawn:
    how = {"late": mark.late, "paper": mark.paper, "before": mark.before_session}
    return {"day": str(mark.day), "pain": mark.pain} | how


def test_phone_and_server_draw_the_same_picture():
    pictures = [some_picture(seed) for seed in range(PICTURES)]
    found = map(drawn_by_phone, ask_phone(case for _, case in pictures))

    differing = [(here, there) for (here, _), there in zip(pictures, found, strict=True) if here != there]

    assert differing[:2] == []
    assert {here["hasStart"] for here, _ in pictures} == {True, False}
    for name in pictures[0][0]["paths"]:
        assert any(here["paths"][name][0] for here, _ in pictures), name
