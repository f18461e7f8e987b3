"""How often a test that tries chance goes round: a few times in `make test`, many times in `make test-long`."""

import os


def is_long() -> bool:
    return bool(os.environ.get("DIARY_TEST_LONG"))


def rounds(few: int, many: int) -> int:
    return many if is_long() else few
