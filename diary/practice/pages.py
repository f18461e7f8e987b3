"""Every page of the practice and its people, on their blueprints."""

from diary.practice import person_views  # noqa: F401  # it adds its addresses to the people's
from diary.practice.clinic_views import people, practice

__all__ = ["people", "practice"]
