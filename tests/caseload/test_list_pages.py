"""The list as staff see it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from diary import clock
from diary.db import db
from diary.practice.models import Patient
from tests.entries.saves import EVENING, a_save, record
from tests.factories import a_patient, an_area
from tests.today.days import a_course

HOUR = timedelta(hours=1)


def words(response) -> str:
    """What the page says, on one line."""
    return " ".join(response.text.split())


def test_an_empty_practice_says_what_to_do(bob_browser):
    page = bob_browser.get("/clinic/")

    assert page.status_code == 200
    assert "No patients yet. Add the first one, then pair their phone." in page.text


def test_a_practitioner_gets_from_a_name_to_the_trend(bob_browser, alice):
    page = bob_browser.get("/clinic/").text

    assert f'href="/clinic/patients/{alice.id}"' in page
    assert f'href="/clinic/patients/{alice.id}/details"' in page


def test_reception_gets_from_a_name_to_the_details_and_reads_no_entry(reception_browser, alice):
    area = an_area(alice)
    record(alice, a_save(area))

    page = reception_browser.get("/clinic/").text

    assert f'href="/clinic/patients/{alice.id}/details"' in page
    assert f'href="/clinic/patients/{alice.id}"' not in page
    assert "Last entry" not in page


@pytest.fixture
def by_day() -> Iterator[None]:
    """In the small hours a clinic's list is still about the day before."""
    with time_machine.travel(clock.now().replace(hour=17), tick=False):
        yield


@pytest.mark.usefixtures("by_day")
def test_a_visit_today_comes_first_with_its_time(bob_browser, practice, alice):
    a_patient(practice, name="Aaron Abel")
    now = clock.now()
    a_course(alice, an_area(alice, name="Right knee"), next_visit_at=now)

    page = words(bob_browser.get("/clinic/"))

    assert "1 visit today." in page
    assert page.index("Alice Martin") < page.index("Aaron Abel")
    assert "Today, " in page
    assert "Right knee" in page


def test_a_visit_of_yesterday_is_not_next(bob_browser, alice):
    a_course(alice, an_area(alice), next_visit_at=clock.now() - 30 * HOUR)

    assert "none booked" in bob_browser.get("/clinic/").text


def test_only_areas_under_treatment_are_named_when_there_are_some(bob_browser, alice):
    a_course(alice, an_area(alice, name="Right knee"))
    an_area(alice, name="Old scar")

    page = bob_browser.get("/clinic/").text

    assert "Right knee" in page
    assert "Old scar" not in page


def test_the_last_entry_of_somebody_who_stopped_sharing_stays_hidden(bob_browser, alice):
    area = an_area(alice)
    row = db.session.get_one(Patient, alice.id)
    row.sharing_stopped_at = EVENING - HOUR
    db.session.commit()
    record(alice, a_save(area))

    assert "none yet" in bob_browser.get("/clinic/").text


def test_the_last_entry_of_before_stays_when_it_is_changed_after_sharing_stopped(bob_browser, alice):
    area = an_area(alice)
    record(alice, a_save(area, edited_at=EVENING - 2 * HOUR))
    record(alice, a_save(area))
    row = db.session.get_one(Patient, alice.id)
    row.sharing_stopped_at = EVENING - HOUR
    db.session.commit()

    assert "Tue Nov 17" in bob_browser.get("/clinic/").text


def test_the_last_entry_that_had_come_stays_when_sharing_stops_although_the_phones_clock_ran_ahead(bob_browser, alice):
    record(alice, a_save(an_area(alice), edited_at=EVENING + 6 * HOUR), now=EVENING)
    row = db.session.get_one(Patient, alice.id)
    row.sharing_stopped_at = EVENING + HOUR
    db.session.commit()

    assert "Tue Nov 17" in bob_browser.get("/clinic/").text


def test_the_last_entry_shows_its_day(bob_browser, alice):
    record(alice, a_save(an_area(alice)))

    assert "Tue Nov 17" in bob_browser.get("/clinic/").text


def test_archived_patients_are_behind_a_link(bob_browser, practice):
    a_patient(practice, name="Gone Gerda", archived_at=clock.now())
    a_patient(practice, name="Here Heidi")

    assert "Gone Gerda" not in bob_browser.get("/clinic/").text
    archived = bob_browser.get("/clinic/?archived=1").text
    assert "Gone Gerda" in archived
    assert "Here Heidi" not in archived


def test_a_search_without_a_match_says_so_and_keeps_what_was_typed(bob_browser, alice):
    page = bob_browser.get("/clinic/?q=Nobody <b>").text

    assert "No patient is called Nobody &lt;b&gt;." in page
    assert 'value="Nobody &lt;b&gt;"' in page
    assert "Alice Martin" not in page


def test_a_hostile_search_finds_nobody_and_breaks_nothing(bob_browser, alice):
    for search in ("%00", "%ED%A0%80", "%", "_", "'", "%E2%80%AE", "a" * 3000, "%F0%9F%91%A9"):
        page = bob_browser.get(f"/clinic/?q={search}")

        assert page.status_code == 200, search
        assert "Alice Martin" not in page.text, search


def test_another_practice_has_a_list_of_its_own(charlie_browser, alice):
    assert "Alice Martin" not in charlie_browser.get("/clinic/").text


def test_five_hundred_patients_take_as_few_questions_as_one(bob_browser, practice, questions):
    a_patient(practice)
    questions.clear()
    bob_browser.get("/clinic/")
    for_one = len(questions)
    now = clock.now()
    facts = {"practice_id": practice.id, "year_of_birth": 1960, "enrolled_on": now.date(), "created_at": now}
    db.session.add_all(Patient(name=f"Patient {number:03}", **facts) for number in range(500))
    db.session.commit()
    questions.clear()

    page = bob_browser.get("/clinic/").text

    assert "Patient 499" in page
    assert len(questions) == for_one
