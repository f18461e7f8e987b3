"""Who can do something that the audit keeps."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID

ACTORS = ("staff", "patient", "carer", "system")


@dataclass(frozen=True)
class Actor:
    """Who did it: a staff member by id, a patient or carer by the id of their phone, or the diary itself."""

    kind: str
    id: UUID | None = None

    @classmethod
    def staff(cls, staff_id: UUID) -> Self:
        return cls("staff", staff_id)

    @classmethod
    def phone(cls, device_id: UUID, *, is_carer: bool) -> Self:
        return cls("carer" if is_carer else "patient", device_id)

    @classmethod
    def system(cls) -> Self:
        return cls("system")
