"""The checker sees each kind of damage; a sweep is worth nothing with one that does not."""

from copy import deepcopy
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.sweeps.checker import (
    Diary,
    Envelope,
    problems_between_patients,
    problems_in_itself,
    problems_on_a_phone,
    problems_on_the_server,
    problems_with_notes,
)

TODAY = date(2026, 11, 20)
AREA = uuid4()


def a_save(second: int, skew_ms: int = 0) -> Envelope:
    return {
        "id": str(uuid4()),
        "kind": "entry",
        "for_day": TODAY.isoformat(),
        "area": str(AREA),
        "edited_at": f"2026-11-20T12:00:{second:02}.000Z",
        "skew_ms": skew_ms,
        "body": {"pain": second % 10, "note": f"save {second}"},
    }


# The second is the newest: the phone that made the third ran a minute fast and knew it.
SAVES = [a_save(1), a_save(20), a_save(50, skew_ms=-60_000)]
DAY = (AREA, TODAY)
NOTES = [save["body"]["note"] for save in SAVES]


@pytest.fixture
def diary() -> Diary:
    """A diary in which nothing is wrong."""
    versions = {UUID(save["id"]): deepcopy(save) for save in SAVES}
    return Diary(versions, [1, 2, 3], 3, {DAY: UUID(SAVES[1]["id"])}, {DAY: 3})


def a_dump(*saves: Envelope, state: str = "sent") -> dict[str, Any]:
    return {"versions": [{"version": save, "state": state} for save in saves]}


def found(diary: Diary, kept: list[Envelope] = SAVES) -> str:
    return "\n".join(problems_on_the_server(diary, kept))


def on_phone(diary: Diary, dump: dict[str, Any]) -> str:
    return "\n".join(problems_on_a_phone("phone", dump, diary, TODAY))


def by_hand(diary: Diary, promised: list[str], tried: list[str] = NOTES) -> str:
    return "\n".join(problems_with_notes(diary, promised=promised, tried=tried))


def test_a_whole_diary_is_whole(diary: Diary) -> None:
    assert found(diary) == ""
    assert on_phone(diary, a_dump(*SAVES)) == ""
    assert by_hand(diary, promised=NOTES) == ""
    assert list(problems_between_patients("phone", SAVES, [a_save(30)])) == []


def test_a_lost_save_is_seen(diary: Diary) -> None:
    assert "lost" in found(diary, [*SAVES, a_save(30)])


def test_a_save_that_nobody_made_is_seen(diary: Diary) -> None:
    assert "nobody saved" in found(diary, SAVES[:2])


def test_a_save_kept_under_two_ids_is_seen(diary: Diary) -> None:
    twice = SAVES[0] | {"id": str(uuid4())}
    versions = diary.versions | {UUID(twice["id"]): twice}

    assert "doubled" in "\n".join(problems_in_itself(replace(diary, versions=versions, revisions=[1, 2, 3, 4])))


def test_a_save_changed_on_its_way_is_seen(diary: Diary) -> None:
    diary.versions[UUID(SAVES[0]["id"])]["body"]["pain"] = 9

    assert "changed on its way" in found(diary)


def test_a_promise_that_was_not_kept_is_seen(diary: Diary) -> None:
    assert "lost: save 30" in by_hand(diary, promised=[*NOTES, "save 30"])


def test_words_that_nobody_typed_are_seen(diary: Diary) -> None:
    assert "nobody saved: save 50" in by_hand(diary, promised=NOTES[:2], tried=NOTES[:2])


@pytest.mark.parametrize("how", [{"id": SAVES[0]["id"]}, {"body": SAVES[0]["body"]}], ids=["a save", "its words"])
def test_what_is_another_patients_is_seen(how: dict[str, Any]) -> None:
    strange = a_save(30) | how

    assert "of another patient" in "\n".join(problems_between_patients("phone", [a_save(40), strange], SAVES))


def test_a_day_that_shows_nothing_is_seen(diary: Diary) -> None:
    assert "days shown" in found(replace(diary, shown={}))


@pytest.mark.parametrize("shown", [0, 2])
def test_a_day_that_shows_an_older_save_is_seen(diary: Diary, shown: int) -> None:
    assert "newest is" in found(replace(diary, shown={DAY: UUID(SAVES[shown]["id"])}))


def test_a_day_that_counts_a_save_twice_is_seen(diary: Diary) -> None:
    assert "counts 4 saves of 3" in found(replace(diary, counted={DAY: 4}))


def test_a_gap_in_the_revisions_is_seen(diary: Diary) -> None:
    assert "revisions" in found(replace(diary, revisions=[1, 2, 4], revision=4))


def test_a_save_that_a_phone_misses_is_seen(diary: Diary) -> None:
    assert "misses" in on_phone(diary, a_dump(*SAVES[:2]))


def test_a_save_that_a_phone_alone_has_is_seen(diary: Diary) -> None:
    assert "alone has" in on_phone(diary, a_dump(*SAVES, a_save(2)))


def test_a_save_that_a_phone_has_otherwise_is_seen(diary: Diary) -> None:
    otherwise = SAVES[0] | {"body": SAVES[0]["body"] | {"pain": 9}}

    assert "phone has" in on_phone(diary, a_dump(otherwise, *SAVES[1:]))


def test_a_save_that_a_phone_still_keeps_is_seen(diary: Diary) -> None:
    assert "still keeps" in on_phone(diary, a_dump(*SAVES, state="unsent"))


def test_a_phone_that_shows_another_save_is_seen(diary: Diary) -> None:
    assert "shows another save" in on_phone(replace(diary, shown={DAY: UUID(SAVES[0]["id"])}), a_dump(*SAVES))
