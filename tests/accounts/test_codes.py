"""Codes that people read out and type."""

from datetime import UTC, datetime, timedelta

import pyotp
from hypothesis import given
from hypothesis import strategies as st

from diary.accounts.codes import ALPHABET, as_typed, in_groups, matching_step, new_code, new_recovery_codes
from diary.accounts.pairing import guessing_chance
from diary.accounts.throttle import TYPED_CODES

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOW = datetime(2026, 11, 20, 9, 0, 10, tzinfo=UTC)
codes = st.text(alphabet=ALPHABET, min_size=6, max_size=6)


def test_no_letter_looks_like_another():
    assert len(set(ALPHABET)) == 31
    assert not set(ALPHABET) & set("01OIL")


def test_a_new_code_uses_the_alphabet_alone():
    assert set("".join(new_code(6) for _ in range(2000))) == set(ALPHABET)


@given(codes, st.sampled_from(["", "-", " ", "–", " - ", "\u00a0"]), st.booleans())
def test_a_code_may_be_typed_in_any_way(code, between, lower):
    typed = f" {code[:3]}{between}{code[3:]} "

    assert as_typed(typed.lower() if lower else typed) == code


@given(st.text(max_size=40))
def test_whatever_is_typed_reading_it_never_fails(typed):
    assert as_typed(as_typed(typed)) == as_typed(typed)


def test_a_code_reads_in_two_halves():
    assert in_groups("KFMR2T", 3) == "KFM-R2T"


def test_recovery_codes_are_ten_different_ones_of_118_bits():
    codes = new_recovery_codes()

    assert len(set(codes)) == 10
    assert {len(as_typed(code)) for code in codes} == {24}
    assert 31**24 > 2**118


def test_guessing_a_phones_code_all_day_succeeds_less_than_once_in_a_million_days():
    tries_a_day = TYPED_CODES.free * timedelta(days=1) // TYPED_CODES.window

    assert tries_a_day == 720
    assert guessing_chance(tries_a_day) < 1e-6


def test_the_apps_code_counts_in_its_own_step_and_the_two_beside_it():
    code = pyotp.TOTP(SECRET).at(NOW)
    step = int(NOW.timestamp()) // 30

    found = [matching_step(SECRET, code, NOW + timedelta(seconds=seconds)) for seconds in (-60, -30, 0, 30, 60)]

    assert found == [None, step, step, step, None]


def test_the_apps_code_may_be_typed_with_a_gap():
    code = pyotp.TOTP(SECRET).at(NOW)

    assert matching_step(SECRET, f"{code[:3]} {code[3:]}", NOW)


@given(st.text(max_size=12))
def test_no_other_text_passes_as_a_code(typed):
    valid = {pyotp.TOTP(SECRET).at(NOW + timedelta(seconds=seconds)) for seconds in (-30, 0, 30)}

    assert (matching_step(SECRET, typed, NOW) is not None) == (as_typed(typed) in valid)
