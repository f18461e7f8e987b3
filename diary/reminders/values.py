"""What the parts of a reminder hand to each other."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID


class Claimed(NamedTuple):
    """A slot that a worker holds until its lease ends; `tries` counts this one."""

    id: UUID
    patient_id: UUID
    day: date
    zone: str
    kind: str
    about: str
    until: datetime
    tries: int
    put_offs: int

    @property
    def was_cut_off(self) -> bool:
        """Another worker had it and never said what became of it: its push may be out."""
        return self.tries > self.put_offs + 1
