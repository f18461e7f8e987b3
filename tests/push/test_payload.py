"""A push says one of a few sentences, always at the same length."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.push.payload import CHECK_IN, DAILY, FOLLOW_UP, IN_AN_HOUR, LENGTH, TEST, TITLE, Buttons, payload

ADDRESS = "https://diary.example/check-in"
TAG = "t" * 24
LETTERS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


def read(message: bytes) -> dict[str, object]:
    said: dict[str, object] = json.loads(message)
    return said


@pytest.mark.parametrize("body", [DAILY, FOLLOW_UP, TEST])
def test_safari_reads_it_as_a_declarative_push(body):
    said = read(payload(str(TITLE), str(body), language="en", address=ADDRESS, tag=TAG))

    assert said["web_push"] == 8030
    assert said["app_badge"] == 1
    assert said["notification"] == {
        "title": "Diary",
        "body": str(body),
        "lang": "en",
        "dir": "ltr",
        "navigate": f"{ADDRESS}?src=push",
        "tag": TAG,
        "silent": False,
        "app_badge": "1",
        "mutable": False,
    }


def test_safari_may_be_told_to_ask_our_worker_first():
    said = read(payload("Diary", "Open.", language="en", address=ADDRESS, tag=TAG, mutable=True))

    assert said["mutable"] is said["notification"]["mutable"] is True  # type: ignore[index]


def test_a_reminder_has_two_buttons_beside_what_safari_reads():
    buttons = Buttons(now=str(CHECK_IN), later=str(IN_AN_HOUR))

    said = read(payload("Diary", "Open.", language="en", address=ADDRESS, tag=TAG, buttons=buttons))

    assert said["actions"] == [{"action": "", "title": "Check in"}, {"action": "later", "title": "In 1 hour"}]
    assert "actions" not in said["notification"]  # type: ignore[operator]


@given(title=LETTERS, body=LETTERS, address=LETTERS, tag=LETTERS)
def test_every_push_has_the_same_length(title, body, address, tag):
    message = payload(title, body, language="en", address=address, tag=tag)

    assert len(message) == LENGTH
    assert read(message)["notification"]["body"] == body  # type: ignore[index]


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("fr-CA", "ltr"), ("ar", "rtl"), ("ar-EG", "rtl")])
def test_the_words_run_as_their_language_does(language, direction):
    said = read(payload("Diary", "Open.", language=language, address=ADDRESS, tag=TAG))

    assert said["notification"]["dir"] == direction  # type: ignore[index]


def test_words_that_do_not_fit_are_refused():
    empty = payload("Diary", "", language="en", address=ADDRESS, tag=TAG)
    room = len(str(read(empty)["_"]))

    assert read(payload("Diary", "x" * room, language="en", address=ADDRESS, tag=TAG))["_"] == ""
    with pytest.raises(ValueError, match="a push of 1025 bytes: at most 1024 fit"):
        payload("Diary", "x" * (room + 1), language="en", address=ADDRESS, tag=TAG)
