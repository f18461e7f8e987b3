"""Passwords are long, not common, and kept as argon2id."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diary.accounts.passwords import HASHER, LEAST_LETTERS, NOBODYS_HASH, hash_password, matches, problem_of
from diary.errors import Invalid

GOOD = "quiet harbour lantern"


def test_a_password_matches_its_hash_alone():
    kept = hash_password(GOOD)

    assert matches(GOOD, kept)
    assert not matches(GOOD + " ", kept)


def test_the_hash_is_argon2id_with_19_mib_two_passes_and_one_lane():
    assert hash_password(GOOD).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_nobodys_hash_costs_what_every_other_does():
    assert not HASHER.check_needs_rehash(NOBODYS_HASH)


def test_nobody_matches_nobody():
    assert not matches("", None)
    assert not matches(GOOD, None)


def test_an_accent_may_come_composed_or_apart():
    assert matches("cafe\u0301 au lait du matin", hash_password("caf\u00e9 au lait du matin"))


@pytest.mark.parametrize(
    "password",
    [
        "password1234", "P4ssw0rd1234", "Clinic2026!!!!", "welcome-password-admin", "Summer2026!clinic", "aaaaaaaaaaaa",
        "123456789012", "qwertyuiop12", "harbour-harbour", "7391648205173", "medical diary 2026",
    ],
)  # fmt: skip
def test_an_easy_password_is_refused_with_what_to_do(password):
    with pytest.raises(Invalid) as refusal:
        hash_password(password)

    assert "easy to guess" in str(refusal.value.fields["password"])


@pytest.mark.parametrize(
    "password", ["between-sessions", GOOD, "x7#kQ9!vLp2z", "ünïcode-pässword", "my password is a river"]
)
def test_a_good_password_is_taken(password):
    assert problem_of(password) is None


@settings(max_examples=200)
@given(st.text(max_size=LEAST_LETTERS - 1))
def test_no_short_password_is_taken(password):
    assert "12 letters or more" in str(problem_of(password))
