"""What the tests of the list of patients share."""

from tests.questions import questions

__all__ = ["questions"]
