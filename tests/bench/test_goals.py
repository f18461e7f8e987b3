"""A missed goal is seen."""

import pytest

from tests.bench.goals import Row, at_least, at_most, table, told


@pytest.mark.parametrize(("figure", "holds"), [(499.0, True), (500.0, True), (501.0, False)])
def test_what_takes_too_long_misses(figure: float, holds: bool) -> None:
    assert at_most("open", figure, 500, "ms").holds is holds


@pytest.mark.parametrize(("figure", "holds"), [(3001.0, True), (3000.0, True), (2999.0, False)])
def test_what_does_too_little_misses(figure: float, holds: bool) -> None:
    assert at_least("sync", figure, 3000, "entries/s").holds is holds


def test_the_table_marks_what_misses() -> None:
    rows = [at_most("open", 700, 500, "ms"), told("throttled", 900, "ms"), Row("other", "–", "1")]

    marked = [line for line in table(rows).splitlines() if line.rstrip().endswith("MISSED")]

    assert len(marked) == 1
    assert marked[0].split() == ["open", "≤", "500", "ms", "700", "ms", "MISSED"]
