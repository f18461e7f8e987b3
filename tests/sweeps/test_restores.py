"""The server's database is lost and an older backup put in its place; the phones bring back what it does not have."""

import shutil
from pathlib import Path

import pytest

from tests.sweeps.checker import Envelope, diary_of, problems_on_a_phone, problems_on_the_server
from tests.sweeps.conftest import Clinic
from tests.sweeps.node_phones import Phones
from tests.sweeps.people import Patient

PHONES = ("one", "two")


def save(phones: Phones, patient: Patient, name: str, count: int, note: str) -> list[Envelope]:
    bodies = [{"asked": "last_24h", "pain": n, "note": f"{name} {note} {n}"} for n in range(count)]
    return phones.ask("keep", page=name, saves=[{"area": patient.area, "body": body} for body in bodies])


def send_all(phones: Phones) -> None:
    for name in PHONES * 2:  # the second time fetches what the other sent
        assert phones.ask("drain", page=name) == "sent"


def swap(clinic: Clinic, source: Path, target: Path) -> None:
    """With the power off, copy all files of a database over those of another place."""
    clinic.server.kill()
    clinic.practice.close()
    target.mkdir(exist_ok=True)
    for old in target.glob("diary.sqlite3*"):
        old.unlink()
    for file in source.glob("diary.sqlite3*"):
        shutil.copy(file, target)
    clinic.server.start()


@pytest.mark.parametrize("first", PHONES)
def test_what_a_restored_backup_does_not_have_comes_back_from_the_phones(
    clinic: Clinic, phones: Phones, tmp_path: Path, first: str
) -> None:
    patient, folder, backup = clinic.practice.add_patient(), clinic.server.folder, tmp_path / "backup"
    for name in PHONES:
        phones.add(name, patient, clinic.practice, zone="America/Toronto")
        phones.ask("page", name=name, phone=name)
    kept = save(phones, patient, "one", 3, "before") + save(phones, patient, "two", 3, "before")
    send_all(phones)
    swap(clinic, folder, backup)
    kept += save(phones, patient, "one", 3, "after") + save(phones, patient, "two", 5, "after")
    send_all(phones)

    swap(clinic, backup, folder)
    assert len(diary_of(clinic.practice.app, patient.id).versions) == 6, "nothing was lost"
    kept += save(phones, patient, first, 9, "on it")  # more than the other phone's cursor is ahead of the backup
    for _try in range(3):
        phones.ask("drain", page=first)
    send_all(phones)

    diary = diary_of(clinic.practice.app, patient.id)
    assert list(problems_on_the_server(diary, kept)) == []
    for name in PHONES:
        assert list(problems_on_a_phone(name, phones.dump(name), diary, clinic.practice.now.date())) == []
