"""The changes that the tests must notice: where they are, and where none is."""

import pytest

from tests.mutation.changes import changes_of
from tests.mutation.targets import targets

PYTHON = '''"""Three + 3 < 4."""
@dataclass(frozen=True)
def late(days: int | None) -> bool:
    # 5 < 6
    if days is None or days < 3:
        return False
    return f"{days + 1} – 7" != "8"
'''
SCRIPT = """// 5 < 6
import { diary } from "./a-1.js"
/** @param {number} days */
export function late(days) {
  if (!days) return `${days + 1} < 7`
  return days < 3 && !/[0-9]/.test("8")
}
"""


def told(source: str, *, is_python: bool) -> list[tuple[int, str, str]]:
    return [(change.line, change.was, change.becomes) for change in changes_of(source, is_python=is_python)]


def test_what_python_decides_is_changed_and_what_it_says_is_not() -> None:
    assert told(PYTHON, is_python=True) == [
        (5, "is ", "is not "),
        (5, "or", "and"),
        (5, "<", "<="),
        (5, "3", "4"),
        (6, "return False", "pass"),
        (6, "False", "True"),
        (7, 'return f"{days + 1} – 7" != "8"', "pass"),
        (7, "!=", "=="),
    ]


def test_what_a_script_decides_is_changed_and_what_it_says_is_not() -> None:
    assert told(SCRIPT, is_python=False) == [
        (5, "if (!days) return `${days + 1} < 7`", ""),
        (5, "!", ""),
        (5, "+", "-"),
        (5, "1", "2"),
        (6, 'return days < 3 && !/[0-9]/.test("8")', ""),
        (6, "<", "<="),
        (6, "3", "4"),
        (6, "&&", "||"),
        (6, "!", ""),
    ]


def test_a_change_is_made_where_it_was_found() -> None:
    [change] = [one for one in changes_of(PYTHON, is_python=True) if one.was == "<"]

    assert change.made_in(PYTHON) == PYTHON.replace("days < 3", "days <= 3")


@pytest.mark.parametrize("target", list(targets()), ids=lambda target: target.path)
def test_each_pure_file_has_something_to_change_and_somebody_to_notice(target) -> None:
    assert changes_of(target.source, is_python=target.is_python)
    assert target.tests
