"""A push can be opened by its phone alone, and says whose it is."""

import re
from concurrent.futures import ThreadPoolExecutor

import jwt
import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from diary.push.sealing import MOST_BYTES, Sealer
from diary.push.server_keys import new_vapid_key, public_half
from tests.push.opening import a_phone, decoded, phone_of

PRIVATE = new_vapid_key()
PUBLIC = public_half(PRIVATE)
CONTACT = "https://diary.example"
MOZILLA = "https://updates.push.services.mozilla.com/wpush/v2/abc"
APPLE = "https://web.push.apple.com/abc"


class Clock:
    def __init__(self) -> None:
        self.seconds = 1_800_000_000.0

    def __call__(self) -> float:
        return self.seconds


def sealer(now: Clock | None = None) -> Sealer:
    return Sealer(PRIVATE, PUBLIC, CONTACT, now or Clock())


def claims(authorization: str) -> dict[str, object]:
    """What the signature covers, which must be this server's."""
    found = re.fullmatch(r"vapid t=([^,]+), k=(\S+)", authorization)
    assert found
    assert found[2] == sealer().application_server_key
    said: dict[str, object] = jwt.decode(
        found[1], PUBLIC, algorithms=["ES256"], options={"verify_aud": False, "verify_exp": False}
    )
    return said


def test_a_phone_of_the_tests_opens_the_example_of_rfc_8291():
    phone = phone_of("q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94", "BTBZMqHH6r4Tts7J_aSIgg")
    body = decoded(
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )

    assert phone.opened(body) == b"When I grow up, I want to be a watermelon"


@given(words=st.binary(max_size=2000))
def test_its_phone_opens_a_push(words):
    phone = a_phone()

    assert phone.opened(sealer().seal(words, phone.receiver(MOZILLA)).body) == words


def test_no_other_phone_opens_it():
    sealed = sealer().seal(b"open", a_phone().receiver(MOZILLA))

    with pytest.raises(InvalidTag):
        a_phone().opened(sealed.body)


def test_it_is_signed_for_its_push_service():
    sealed = sealer().seal(b"open", a_phone().receiver(APPLE))

    assert claims(sealed.authorization) == {
        "aud": "https://web.push.apple.com",
        "exp": 1_800_000_000 + 12 * 3600,
        "sub": CONTACT,
    }


def test_the_port_of_a_push_service_is_part_of_its_name():
    sealed = sealer().seal(b"open", a_phone().receiver("https://push.example:8443/a"))

    assert claims(sealed.authorization)["aud"] == "https://push.example:8443"


def test_a_signature_is_used_again_for_half_its_life():
    now = Clock()
    own = sealer(now)
    first = own.seal(b"open", a_phone().receiver(APPLE)).authorization

    now.seconds += 6 * 3600 - 1
    assert own.seal(b"open", a_phone().receiver(APPLE)).authorization == first
    now.seconds += 1
    assert claims(own.seal(b"open", a_phone().receiver(APPLE)).authorization)["exp"] == now.seconds + 12 * 3600


def test_threads_that_share_a_sealer_mix_nothing_up():
    own = sealer()
    phones = [a_phone() for _phone in range(8)]
    services = [MOZILLA, APPLE] * 4

    def push(place: int) -> list[tuple[bytes, object]]:
        sealed = [own.seal(bytes([place]), phones[place].receiver(services[place])) for _push in range(40)]
        return [(phones[place].opened(one.body), claims(one.authorization)["aud"]) for one in sealed]

    origins = {MOZILLA: "https://updates.push.services.mozilla.com", APPLE: "https://web.push.apple.com"}
    with ThreadPoolExecutor(8) as threads:
        for place, found in enumerate(threads.map(push, range(8))):
            assert set(found) == {(bytes([place]), origins[services[place]])}


def test_two_keys_that_are_no_pair_are_refused():
    with pytest.raises(ValueError, match="not a pair"):
        Sealer(PRIVATE, public_half(new_vapid_key()), CONTACT)


def test_what_is_too_long_for_some_service_is_refused():
    with pytest.raises(ValueError, match=f"at most {MOST_BYTES}"):
        sealer().seal(b"x" * MOST_BYTES, a_phone().receiver(MOZILLA))
