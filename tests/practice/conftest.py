"""What the tests of the clinic and its people share."""

from tests.questions import questions

__all__ = ["questions"]
