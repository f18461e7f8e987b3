"""Staff of another practice meet the same page for Alice as for somebody who does not exist."""

from uuid import uuid4

import pytest

from diary.db import db
from diary.practice.models import Patient
from tests.factories import a_device, an_area

PAGES = ("details", "pair", "areas/new", "areas/{area_id}")
POSTS = (*PAGES, "pair/confirm", "archive", "unarchive", "phones/{device_id}/sign-out")


def addresses(path: str, alice) -> list[str]:
    ids = {"area_id": an_area(alice).id, "device_id": a_device(alice).id}
    return [f"/clinic/patients/{patient_id}/{path.format(**ids)}" for patient_id in (alice.id, uuid4())]


@pytest.mark.parametrize("path", PAGES)
def test_charlie_opens_nothing_and_cannot_tell_whether_it_exists(charlie_browser, alice, path):
    foreign, missing = [charlie_browser.get(address) for address in addresses(path, alice)]

    assert foreign.status_code == missing.status_code == 404
    assert foreign.text == missing.text
    assert dict(foreign.headers) == dict(missing.headers)


@pytest.mark.parametrize("path", POSTS)
def test_charlie_changes_nothing_and_cannot_tell_whether_it_exists(charlie_browser, alice, path):
    fields = {"name": "Mine", "code": "KFMR2T", "whose": "patient", "area_name": "Mine", "area_group": "joint"}
    foreign, missing = [charlie_browser.send_form(address, **fields) for address in addresses(path, alice)]

    row = db.session.get_one(Patient, alice.id)
    assert foreign.status_code == missing.status_code == 404
    assert foreign.text == missing.text
    assert (row.name, row.archived_at) == ("Alice Martin", None)
