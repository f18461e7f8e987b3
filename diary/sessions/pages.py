"""Every page of courses and sessions, on one blueprint."""

from diary.sessions import correct_views, course_views, record_views  # noqa: F401  # they add their addresses to it
from diary.sessions.views import bp

__all__ = ["bp"]
