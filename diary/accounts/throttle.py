"""How guessing is slowed down: a few tries are free, then each one costs a longer wait. Nobody is ever locked out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address, ip_network

SAME_HOUSEHOLD = {4: 24, 6: 64}  # how much of an address one person can easily choose among


@dataclass(frozen=True)
class Limit:
    """How many tries are free within a window, and how the wait for the next one grows."""

    free: int
    first_wait: timedelta
    longest_wait: timedelta
    window: timedelta

    def wait(self, tries: Sequence[datetime], now: datetime) -> timedelta:
        """How long to wait before the next try.

        Args:
            tries: When earlier tries were made, oldest first.
            now: Aware.

        Returns:
            Nothing to wait while tries are free; then the first wait, twice as long each time, up to the longest.
        """
        counted = [at for at in tries if now - at < self.window]
        if len(counted) < self.free:
            return timedelta(0)
        doublings = min(len(counted) - self.free, 20)
        pause = min(self.first_wait * 2**doublings, self.longest_wait)
        return max(counted[-1] + pause - now, timedelta(0))


MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
ACCOUNT = Limit(free=5, first_wait=timedelta(seconds=5), longest_wait=3 * MINUTE, window=HOUR)  # at most 30 an hour
NETWORK = Limit(free=30, first_wait=timedelta(seconds=5), longest_wait=MINUTE, window=HOUR)
TYPED_CODES = Limit(free=5, first_wait=10 * MINUTE, longest_wait=10 * MINUTE, window=10 * MINUTE)
ASKED_CODES = Limit(free=30, first_wait=timedelta(seconds=10), longest_wait=MINUTE, window=10 * MINUTE)
CHALLENGES = Limit(free=20, first_wait=timedelta(seconds=10), longest_wait=MINUTE, window=10 * MINUTE)
TESTS = Limit(free=5, first_wait=timedelta(seconds=10), longest_wait=MINUTE, window=10 * MINUTE)  # of reminders


def network_of(address: str | None) -> str:
    """The neighbourhood of an address, /24 or /64: whoever holds one of its addresses can take the others."""
    try:
        ip = ip_address((address or "").partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return str(ip_network(f"{ip}/{SAME_HOUSEHOLD[ip.version]}", strict=False))
