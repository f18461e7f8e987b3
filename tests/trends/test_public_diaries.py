"""Diaries that real people kept go through the real command and come out sane, in good time."""

import csv
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

import pytest

from tests.trends.command import Outcome, from_csv, write_days, write_scores
from tests.trends.sanity import assert_sane

FOLDER = Path(__file__).parents[1] / "data" / "myaiguide"
NOT_PAIN = {"happiness"}
WEEK = timedelta(days=7)
SLOWEST = 1.5
TRIES = 3


def daily_means(path: Path) -> dict[str, dict[date, float]]:
    """Each site's mean by day; a day may have been rated several times."""
    ratings: dict[str, dict[date, list[float]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = date(int(row["startyear"]), int(row["startmonth"]), int(row["startday"]))
            ratings.setdefault(row["name"], {}).setdefault(day, []).append(float(row["intensity"]))
    return {site: {day: fmean(each) for day, each in days.items()} for site, days in ratings.items()}


PUBLIC = {
    f"{path.stem} {site}": scores
    for path in sorted(FOLDER.glob("*.csv"))
    for site, scores in daily_means(path).items()
    if site not in NOT_PAIN
}


def weekly(scores: dict[date, float]) -> list[date]:
    """A session every seven days, after a first week of diary."""
    first, last = min(scores), max(scores)
    return [first + WEEK * number for number in range(1, (last - first) // WEEK + 1)]


class Ran(NamedTuple):
    """One public diary, the files it was turned into, and what the command made of them."""

    scores: dict[date, float]
    files: tuple[Path, Path]
    outcome: Outcome


@pytest.fixture(scope="module", params=PUBLIC)
def ran(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Each public diary through the command, once."""
    scores = PUBLIC[request.param]
    folder = tmp_path_factory.mktemp("public")
    files = write_scores(folder / "diary.csv", scores), write_days(folder / "sessions.csv", weekly(scores))
    return Ran(scores, files, from_csv(*files))


def test_there_are_seven_public_diaries_of_four_people():
    assert len(PUBLIC) == 7
    assert len({name.split()[0] for name in PUBLIC}) == 4
    assert sum(len(scores) for scores in PUBLIC.values()) > 1000


def test_a_public_diary_comes_out_sane(ran):
    assert (ran.outcome.code, ran.outcome.stderr) == (0, "")
    assert_sane(ran.outcome.summary)


def test_a_public_diary_has_a_result_for_each_session(ran):
    assert [result["date"] for result in ran.outcome.summary["sessions"]] == [str(day) for day in weekly(ran.scores)]


def test_a_public_diary_counts_the_days_that_were_kept(ran):
    last = max(ran.scores)

    assert ran.outcome.summary["recent"]["n"] == sum(last - WEEK < day <= last for day in ran.scores)
    for result in ran.outcome.summary["sessions"]:
        session = date.fromisoformat(result["date"])
        assert result["week"]["n"] == sum(session <= day < session + WEEK for day in ran.scores)


@pytest.mark.alone
def test_a_public_diary_takes_less_than_a_second_and_a_half(ran):
    again = (from_csv(*ran.files).seconds for _ in range(TRIES - 1))
    seconds = next((seconds for seconds in chain([ran.outcome.seconds], again) if seconds < SLOWEST), None)

    assert seconds is not None, f"none of {TRIES} runs took less than {SLOWEST} s"
