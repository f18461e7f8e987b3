"""Hypothesis tries the same diaries on every run, and no diary fails for a slow machine."""

from hypothesis import settings

settings.register_profile("trends", deadline=None, derandomize=True)
settings.load_profile("trends")
