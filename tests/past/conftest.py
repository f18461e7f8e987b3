"""Alice looks back on the same evening on which she checks in."""

from tests.today.conftest import alice, at_check_in, clock_hands, course, knee  # noqa: F401  # fixtures
