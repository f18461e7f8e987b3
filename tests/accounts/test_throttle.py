"""Guessing gets slower and slower, and nobody is locked out."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diary.accounts.throttle import ACCOUNT, ASKED_CODES, CHALLENGES, NETWORK, TYPED_CODES, network_of

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LIMITS = [ACCOUNT, NETWORK, TYPED_CODES, ASKED_CODES, CHALLENGES]


def greedy_tries(limit, until: timedelta) -> list[datetime]:
    """When somebody tries who never waits longer than they must."""
    tries, now = [], START
    while now < START + until:
        tries.append(now)
        now += max(limit.wait(tries, now), timedelta(milliseconds=1))
    return tries


def most_in_one(window: timedelta, tries: list[datetime]) -> int:
    return max(sum(1 for other in tries if at <= other < at + window) for at in tries)


def test_an_account_is_tried_at_most_30_times_in_any_hour():
    tries = greedy_tries(ACCOUNT, timedelta(hours=5))

    assert most_in_one(timedelta(hours=1), tries) <= 30


def test_a_member_of_the_staff_types_at_most_5_wrong_codes_in_any_10_minutes():
    tries = greedy_tries(TYPED_CODES, timedelta(hours=2))

    assert most_in_one(timedelta(minutes=10), tries) == 5


@given(st.sampled_from(LIMITS), st.lists(st.integers(0, 7200), max_size=60), st.integers(7200, 14400))
def test_the_wait_is_never_longer_than_the_longest(limit, seconds, now):
    tries = sorted(START + timedelta(seconds=second) for second in seconds)

    wait = limit.wait(tries, START + timedelta(seconds=now))

    assert timedelta(0) <= wait <= limit.longest_wait


@given(st.sampled_from(LIMITS), st.integers(0, 4))
def test_the_first_tries_are_free(limit, count):
    assert limit.wait([START] * count, START) == timedelta(0)


def test_old_tries_do_not_count():
    assert ACCOUNT.wait([START] * 50, START + timedelta(hours=1)) == timedelta(0)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("fe80::1%eth0", "fe80::/64"),
        ("not an address", "unknown"),
        ("", "unknown"),
        (None, "unknown"),
    ],
)
def test_an_address_counts_with_its_neighbours(address, network):
    assert network_of(address) == network
