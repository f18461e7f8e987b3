"""Each answer of a push service does exactly what it means."""

from datetime import UTC, datetime, timedelta

import pytest

from diary.push.answers import Answer, Verdict, answer_of, reason_of

NOW = datetime(2026, 11, 21, 20, tzinfo=UTC)
MEANING = {
    200: Verdict.ACCEPTED,
    201: Verdict.ACCEPTED,
    202: Verdict.ACCEPTED,
    301: Verdict.DEAD,
    307: Verdict.DEAD,
    400: Verdict.REFUSED,
    401: Verdict.DISTRUSTED,
    403: Verdict.DISTRUSTED,
    404: Verdict.GONE,
    406: Verdict.LATER,
    410: Verdict.GONE,
    413: Verdict.REFUSED,
    429: Verdict.LATER,
    500: Verdict.LATER,
    502: Verdict.LATER,
    503: Verdict.LATER,
    None: Verdict.LATER,
}


@pytest.mark.parametrize(("status", "verdict"), MEANING.items())
def test_an_answer_means_one_thing(status, verdict):
    assert answer_of(status, now=NOW) == Answer(verdict)


@pytest.mark.parametrize("status", [406, 429, 503])
@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("120", timedelta(minutes=2)),
        ("Sat, 21 Nov 2026 20:05:00 GMT", timedelta(minutes=5)),
        ("Sat, 21 Nov 2026 19:55:00 GMT", timedelta(0)),
        ("999999999999", timedelta(days=1)),
        ("Mon, 21 Nov 2027 20:05:00 GMT", timedelta(days=1)),
        ("", None),
        ("soon", None),
        ("-5", None),
        ("٥", None),
        ("Sat, 99 Nov 2026 20:05:00 GMT", None),
        ("Sat, 99999999999 Nov 2026 20:05:00 GMT", None),
    ],
)
def test_a_service_may_say_for_how_long_to_leave_it_alone(status, said, wait):
    assert answer_of(status, said, now=NOW) == Answer(Verdict.LATER, wait)


def test_who_asks_for_patience_and_forgets_the_phone_is_not_waited_for():
    assert answer_of(410, "120", now=NOW) == Answer(Verdict.GONE)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (b'{"reason": "BadJwtToken"}', "BadJwtToken"),
        (b'{"code":401,"errno":109,"error":"Unauthorized","message":"Invalid aud claim"}', "Invalid aud claim"),
        (b'{"error": {"code": 400, "message": "TTL is missing.", "status": "INVALID_ARGUMENT"}}', "TTL is missing."),
        (b'{"message": "no phone at https://fcm.googleapis.com/fcm/send/abc"}', ""),
        (b'{"reason": "' + b"x" * 81 + b'"}', ""),
        (b"<html>Bad Request</html>", ""),
        (b"\xff\xfe", ""),
        (b"", ""),
    ],
)
def test_a_reason_is_a_few_words_and_never_an_address(said, reason):
    assert reason_of(said) == reason
