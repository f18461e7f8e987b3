"""The command that answers from two files: JSON alone on one side, sentences alone on the other."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from diary.trends.cli import from_csv as command
from tests.trends.command import from_csv, write_days, write_scores
from tests.trends.diaries import COURSE, EVERY_DIARY, Diary
from tests.trends.sanity import assert_sane


def written(folder: Path, diary: Diary) -> tuple[Path, Path]:
    return (
        write_scores(folder / "diary.csv", diary.scores),
        write_days(folder / "sessions.csv", diary.session_days),
    )


def invoke(*arguments: object) -> Result:
    """The command in this process: quicker than a new one, and the same code."""
    diary, sessions, *options = [str(argument) for argument in arguments]
    return CliRunner().invoke(command, [diary, "--sessions", sessions, *options])


def text_file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_command_answers_without_secrets_database_or_folder(tmp_path):
    outcome = from_csv(*written(tmp_path, COURSE))

    assert (outcome.code, outcome.stderr) == (0, "")
    assert outcome.summary["recent"] == {"mean": 4.0, "n": 7, "percent": 42.9, "points": 3.0}


def test_the_real_command_names_bad_rows_and_exits_with_2(tmp_path):
    _, sessions = written(tmp_path, COURSE)

    outcome = from_csv(text_file(tmp_path, "bad.csv", "date,pain\n2026-10-16,11\n"), sessions)

    assert (outcome.code, outcome.stdout) == (2, "")
    assert outcome.stderr == f"{tmp_path}/bad.csv, line 2, column pain: '11' is not a number from 0 to 10\n"


@pytest.mark.parametrize("name", EVERY_DIARY)
def test_every_worked_example_comes_out_sane(tmp_path, name):
    result = invoke(*written(tmp_path, EVERY_DIARY[name]))

    assert (result.exit_code, result.stderr) == (0, "")
    assert_sane(json.loads(result.stdout))


def test_the_first_session_of_a_course_that_works_has_exactly_this_shape(tmp_path):
    summary = json.loads(invoke(*written(tmp_path, EVERY_DIARY["A"])).stdout)

    assert summary["baseline"] == {"kind": "observed", "mean": 7.0, "n": 6}
    assert summary["recent"] == {"mean": 2.1429, "n": 7, "percent": 69.4, "points": 4.8571}
    assert summary["sessions"][0] == {
        "number": 1,
        "date": "2026-10-16",
        "week": {"mean": 5.1429, "n": 7, "percent": 26.5, "points": 1.8571, "state": "little change"},
        "relief": {"kind": "sustained", "start": 1, "lo": 2, "hi": 2, "end": "above"},
        "response": {
            "pre_session": 7.5,
            "onset": 1,
            "mean_drop": 0.3111,
            "nadir": 3,
            "nadir_day": 1,
            "rebound": {"lo": 3, "hi": 3},
            "flare": False,
        },
    }
    assert summary["slope_pre_session"] == -1.0833
    assert summary["sessions_to_response"] == {"30": 2, "50": 3}


def test_headline_and_basis_are_sentences(tmp_path):
    summary = json.loads(invoke(*written(tmp_path, COURSE)).stdout)

    assert summary["headline"] == (
        "Pain is down 43% from baseline. Relief after the last session lasted 5 days, up from 1."
    )
    assert summary["basis"].startswith("Average 4.0 over the last 7 days (7 of 7 kept)")


def test_what_cannot_be_computed_is_null_with_a_reason(tmp_path):
    result = json.loads(invoke(*written(tmp_path, EVERY_DIARY["C sparse"])).stdout)["sessions"][0]

    assert result["week"] == {
        "mean": None,
        "n": 3,
        "percent": None,
        "points": None,
        "state": "insufficient",
        "reason": "insufficient 3/7",
    }
    assert result["relief"] == {
        "kind": None,
        "start": None,
        "lo": None,
        "hi": None,
        "end": None,
        "reason": "no baseline",
    }
    assert set(result["response"].values()) == {None, "too few entries: 1 of the 3 days before"}


def test_a_running_week_is_marked(tmp_path):
    files = written(tmp_path, COURSE)

    weeks = [
        result["week"].get("complete")
        for result in json.loads(invoke(*files, "--as-of", "2026-11-18").stdout)["sessions"]
    ]

    assert weeks == [None, None, None, None, False]


def test_the_last_day_that_counts_can_be_told(tmp_path):
    files = written(tmp_path, COURSE)

    assert len(json.loads(invoke(*files, "--as-of", "2026-10-22").stdout)["sessions"]) == 1


def test_a_last_day_past_the_diary_is_taken_at_its_word(tmp_path):
    files = written(tmp_path, COURSE)

    assert json.loads(invoke(*files, "--as-of", "9999-12-31").stdout)["recent"]["n"] == 0


@pytest.mark.parametrize("typed", ["tomorrow", "2026-02-30", "", "20261016"])
def test_a_last_day_that_is_none_is_refused(tmp_path, typed):
    result = invoke(*written(tmp_path, COURSE), "--as-of", typed)

    assert (result.exit_code, result.stdout) == (2, "")
    assert f"--as-of': {typed!r} is not" in result.stderr


def test_faults_of_both_files_are_told_at_once(tmp_path):
    diary = text_file(tmp_path, "diary.csv", "date,pain\n2026-10-16,x\n")
    sessions = text_file(tmp_path, "sessions.csv", "date\n2026-10-99\n")

    result = invoke(diary, sessions)

    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == [
        f"{diary}, line 2, column pain",
        f"{sessions}, line 2, column date",
    ]


def test_many_faults_are_told_up_to_a_point_and_counted(tmp_path):
    rows = "".join(f"2026-10-{number:02},x\n" for number in range(1, 31))

    result = invoke(text_file(tmp_path, "diary.csv", f"date,pain\n{rows}"), text_file(tmp_path, "s.csv", "date\n"))

    assert len(result.stderr.splitlines()) == 21
    assert result.stderr.endswith("… and 10 more\n")


def test_a_file_that_is_not_there_is_named(tmp_path):
    result = invoke(tmp_path / "gone.csv", text_file(tmp_path, "s.csv", "date\n"))

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == f"{tmp_path}/gone.csv: cannot be opened (No such file or directory)\n"


def test_a_folder_is_no_file(tmp_path):
    result = invoke(tmp_path, tmp_path)

    assert result.exit_code == 2
    assert result.stderr.count("cannot be opened (Is a directory)") == 2


def test_a_diary_without_rows_needs_a_last_day(tmp_path):
    files = text_file(tmp_path, "d.csv", "date,pain\n"), text_file(tmp_path, "s.csv", "date\n2026-10-16\n")

    refused, answered = invoke(*files), invoke(*files, "--as-of", "2026-10-20")

    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "give one with --as-of" in refused.stderr
    assert json.loads(answered.stdout)["headline"] == "No entries yet"


def test_a_diary_without_sessions_is_answered(tmp_path):
    diary, _ = written(tmp_path, COURSE)

    summary = json.loads(invoke(diary, text_file(tmp_path, "s.csv", "date\n")).stdout)

    assert summary["sessions"] == []
    assert summary["headline"] == "No session yet."


def test_the_list_of_sessions_cannot_be_left_out(tmp_path):
    diary, _ = written(tmp_path, COURSE)

    result = CliRunner().invoke(command, [str(diary)])

    assert (result.exit_code, result.stdout) == (2, "")
    assert "--sessions" in result.stderr
