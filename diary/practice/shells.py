"""Which screens of the practice a phone keeps."""

from uuid import UUID

from diary.practice.consent import VERSION, WHAT_CHANGED, consent_lines, emergency_line
from diary.practice.consent_forms import ConsentForm
from diary.practice.domain import PracticeCard
from diary.web.shells import Shell

# Of no clinic: the phone fills the gaps with its own.
NO_CLINIC = PracticeCard(id=UUID(int=0), name="{clinic}", phone=None, emergency_number=None, zone="UTC", is_demo=False)
WITH_NUMBER = PracticeCard(
    id=UUID(int=0), name="{clinic}", phone=None, emergency_number="{emergency}", zone="UTC", is_demo=False
)

SHELLS = (
    Shell(
        "consent",
        "practice/consent.html",
        ("/consent",),
        lambda: {
            "form": ConsentForm(),
            "lines": consent_lines(NO_CLINIC),
            "emergency": emergency_line(NO_CLINIC),
            "emergency_pattern": emergency_line(WITH_NUMBER),
            "changed": WHAT_CHANGED,
            "mark": "",
            "agreed_at": None,
            "version": VERSION,
        },
    ),
)
