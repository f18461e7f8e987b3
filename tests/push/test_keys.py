"""What a push is sealed with is a point on the curve and a secret, or it is refused when it is kept."""

import pytest

from diary.push.keys import are_keys
from tests.push.opening import a_phone, encoded


def test_keys_of_a_phone_are_keys():
    receiver = a_phone().receiver("https://web.push.apple.com/a")

    assert are_keys(receiver.p256dh, receiver.auth)


@pytest.mark.parametrize(
    ("p256dh", "auth"),
    [
        ("", "BTBZMqHH6r4Tts7J_aSIgg"),
        (encoded(b"\4" + b"x" * 64), "BTBZMqHH6r4Tts7J_aSIgg"),
        (encoded(b"\2" + a_phone().point[1:33]), "BTBZMqHH6r4Tts7J_aSIgg"),
        (encoded(a_phone().point), ""),
        (encoded(a_phone().point), "BTBZ"),
        (encoded(a_phone().point), "BTBZMqHH6r4Tts7J_aSIé"),
        ("é", "BTBZMqHH6r4Tts7J_aSIgg"),
    ],
    ids=["none", "off the curve", "compressed", "no secret", "short secret", "no base64", "no ASCII"],
)
def test_what_a_push_could_not_be_sealed_with_is_none(p256dh, auth):
    assert not are_keys(p256dh, auth)
