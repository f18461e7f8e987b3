"""The check-in as a form without script: one number a day, and rows that may stay empty."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from diary.db import db
from diary.entries.models import EntryEffect, EntryMedicine
from tests.today.days import FRIDAY, MONDAY, TUESDAY, a_session, save, sent_from, shown, versions

THEN = "Think back to that day and answer as it was then."


def test_the_question_opens_at_once_while_today_is_empty(at_check_in):
    page = at_check_in.get("/").text

    assert "What was your average pain in the last 24 hours?" in page
    assert "Tuesday, November 17" in page
    assert 'aria-label="0 out of 10, No pain"' in page
    assert 'aria-label="4 out of 10"' in page
    assert 'aria-label="10 out of 10, Pain as bad as you can imagine"' in page
    assert '" checked' not in page


def test_one_number_makes_the_day(at_check_in, course):
    response = save(at_check_in, pain="4")

    [entry] = shown()
    assert response.status_code == 303
    assert response.location == "/saved/2026-11-17"
    assert (entry.pain, entry.for_day, entry.area_id, entry.asked) == (4, TUESDAY, course.area_id, "last_24h")
    assert (entry.stamp, entry.author, entry.source) == ("on_time", "patient", "form")


def test_a_carer_is_shown_as_such(carer_browser, course):
    save(carer_browser, pain="4")

    assert shown()[0].author == "carer"


def test_every_row_is_kept(at_check_in, course):
    a_session(course, FRIDAY)

    save(
        at_check_in,
        pain="4",
        sleep="1",
        medicine="2",
        medicines=["paracetamol", "opioid"],
        relief="wearing_off",
        bothered="yes",
        effects=["bruise", "something_else"],
        bother_bruise="2",
        bother_something_else="1",
        other="a warm hand",
        note="Slept\r\nbadly",
    )

    [entry] = shown()
    effects = {(row.effect, row.severity, row.words) for row in db.session.scalars(db.select(EntryEffect))}
    assert (entry.sleep, entry.medicine, entry.relief, entry.bothered, entry.note) == (
        1,
        2,
        "wearing_off",
        True,
        "Slept\nbadly",
    )
    assert effects == {("bruise", 2, None), ("something_else", 1, "a warm hand")}
    assert {row.medicine_class for row in db.session.scalars(db.select(EntryMedicine))} == {"paracetamol", "opioid"}


def test_an_empty_save_says_what_to_do_and_clears_nothing(at_check_in):
    response = save(at_check_in, sleep="3", note="A long night")

    assert response.status_code == 422
    assert "Choose a number from 0 to 10." in response.text
    assert '<span class="visually-hidden">Error:</span>' in response.text
    assert "<title>Error: " in response.text
    assert 'id="pain-0" value="0" aria-label="0 out of 10, No pain" autofocus' in response.text
    assert sent_from(response)["sleep"] == "3"
    assert sent_from(response)["note"] == "A long night"
    assert shown() == []


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("pain", "11", "Choose a number from 0 to 10."),
        ("pain", "٤", "Choose a number from 0 to 10."),
        ("pain", "4.0", "Choose a number from 0 to 10."),
        ("worst", "-1", "Choose a number from 0 to 10."),
        ("sleep", "4", "Choose one of the answers shown."),
        ("medicines", "whisky", "Choose one of the answers shown."),
        ("relief", "maybe", "Choose one of the answers shown."),
        ("goal", "\ud83d", "Choose one of the answers shown."),
        ("effects", "<b>", "Choose one of the answers shown."),
        ("bother_bruise", "9", "Bruise: choose how much it bothers you."),
        ("note", "a" * 301, "Note must be 300 letters or less."),
        ("note", "a\x00b", "Note holds a hidden sign."),
        ("other", "a" * 61, "What it is must be 60 letters or less."),
        ("pain_id", "1", "Load this page again, then save once more."),
        ("offset_min", "900", "Load this page again, then save once more."),
        ("edited_at", "yesterday", "Load this page again, then save once more."),
        ("edited_at", "9999-12-31T23:59:59Z", "Load this page again, then save once more."),
        ("pain_asked", "", "Load this page again, then save once more."),
    ],
)
def test_a_bad_answer_is_named_and_kept_as_typed(at_check_in, field, value, message):
    response = save(at_check_in, **({"pain": "4"} | {field: value.encode("utf-8", "surrogatepass")}))

    assert response.status_code == 422
    assert message in response.text
    assert f'href="#{field}"' in response.text or field == "pain"
    assert shown() == []


def test_each_ticked_effect_needs_how_much_it_bothers_and_is_named(at_check_in, course):
    a_session(course, FRIDAY)

    response = save(at_check_in, pain="4", bothered="yes", effects=["redness", "bruise"])

    assert response.status_code == 422
    for effect, name in (("redness", "Redness"), ("bruise", "Bruise")):
        link = re.search(f'<a href="#bother_{effect}"[^>]*>([^<]*)</a>', response.text)
        assert link
        assert link[1] == f"{name}: choose how much it bothers you."


def test_without_script_the_severity_alone_names_the_effect(at_check_in, course):
    a_session(course, FRIDAY)

    save(at_check_in, pain="4", bother_redness="1")

    assert shown()[0].bothered is True
    assert [row.effect for row in db.session.scalars(db.select(EntryEffect))] == ["redness"]


def test_nothing_bothers_outweighs_effects_ticked_before(at_check_in, course):
    a_session(course, FRIDAY)

    response = save(at_check_in, pain="4", bothered="no", effects=["redness"], bother_redness="2")

    assert response.status_code == 303
    assert shown()[0].bothered is False
    assert list(db.session.scalars(db.select(EntryEffect))) == []


def test_kinds_of_medicine_count_only_with_medicine(at_check_in):
    save(at_check_in, pain="4", medicine="0", medicines=["opioid"])

    assert shown()[0].medicine == 0
    assert list(db.session.scalars(db.select(EntryMedicine))) == []


def test_the_same_form_sent_twice_is_one_save(at_check_in, clock_hands):
    form = sent_from(at_check_in.get("/"), pain="4")

    at_check_in.send_form(f"/check-in/{TUESDAY}", **form)
    clock_hands.shift(2)
    again = at_check_in.send_form(f"/check-in/{TUESDAY}", **form)

    assert again.status_code == 303
    assert len(versions()) == 1


def test_the_same_form_with_another_answer_is_another_save(at_check_in, clock_hands):
    form = sent_from(at_check_in.get("/"), pain="4", sleep="1")

    at_check_in.send_form(f"/check-in/{TUESDAY}", **form)
    clock_hands.shift(2)
    at_check_in.send_form(f"/check-in/{TUESDAY}", **form | {"pain": "6"})

    assert [entry.pain for entry in shown()] == [6]
    assert len(versions()) == 2


def test_an_id_that_somebody_else_used_is_not_taken(at_check_in, stranger_browser):
    response = save(at_check_in, pain="4", pain_id=str(uuid4()))

    assert response.status_code == 303
    assert len(versions()) == 1


def test_a_page_of_the_patient_before_is_kept_out_of_this_ones_diary(at_check_in, alice):
    form = sent_from(at_check_in.get("/"), pain="4", note="Long stairs")

    response = at_check_in.send_form(f"/check-in/{TUESDAY}", **form | {"owner": str(uuid4())})

    assert form["owner"] == str(alice.id)
    assert response.status_code == 401
    assert "Long stairs" in response.text
    assert versions() == []


def test_a_saved_day_can_be_changed_and_cleared(at_check_in, clock_hands):
    save(at_check_in, pain="4", sleep="1", medicine="1", medicines=["opioid"], note="One")
    clock_hands.shift(60)

    page = at_check_in.get(f"/check-in/{TUESDAY}")
    response = at_check_in.send_form(f"/check-in/{TUESDAY}", **sent_from(page) | {"sleep": "", "pain": "5"})

    [entry] = shown()
    assert "You checked in at 7:05 pm. You can change it." in page.text
    assert response.status_code == 303
    assert (entry.pain, entry.sleep, entry.medicine, entry.note, entry.versions) == (5, None, 1, "One", 2)


def test_the_phones_clock_is_kept_with_how_far_it_is_off(at_check_in):
    save(at_check_in, pain="4", edited_at="2026-11-18T01:05:00.250Z", zone="America/Halifax", offset_min="-240")

    [version] = versions()
    assert version.edited_at == datetime(2026, 11, 18, 1, 5, 0, 250000, tzinfo=UTC)
    assert (version.zone, version.offset_min, version.skew_ms) == ("America/Halifax", -240, -3_600_250)
    assert version.clock_suspect


@pytest.mark.parametrize("zone", ["Etc/Unknown", "Mars/Olympus", ""])
def test_a_zone_that_we_do_not_know_costs_no_save(at_check_in, zone):
    response = save(at_check_in, pain="4", zone=zone, offset_min="-240")

    assert response.status_code == 303
    assert [(version.zone, version.offset_min) for version in versions()] == [("America/Toronto", -300)]


@pytest.mark.parametrize("edited_at", ["1970-01-01T00:00:00Z", "2199-12-31T23:59:59Z"])
def test_no_clock_of_a_phone_is_too_wrong_to_save(at_check_in, edited_at):
    response = save(at_check_in, pain="4", edited_at=edited_at)

    assert response.status_code == 303
    assert [(entry.stamp, entry.pain) for entry in shown()] == [("on_time", 4)]


def test_without_script_the_servers_clock_counts(at_check_in):
    save(at_check_in, pain="4")

    [version] = versions()
    assert version.edited_at == datetime(2026, 11, 18, 0, 5, tzinfo=UTC)
    assert (version.zone, version.offset_min, version.skew_ms) == ("America/Toronto", -300, 0)


def test_a_traveller_still_saves_the_day_the_page_showed(at_check_in):
    response = save(at_check_in, pain="4", zone="Pacific/Honolulu", offset_min="-600")

    assert response.status_code == 303
    assert [entry.for_day for entry in shown()] == [TUESDAY]


def test_yesterday_can_be_filled_in(at_check_in):
    page = at_check_in.get(f"/check-in/{MONDAY}")

    response = save(at_check_in, MONDAY, pain="7")

    assert "This is for Monday, November 16." in page.text
    assert f'data-row="then">{THEN}' in page.text
    assert response.status_code == 303
    assert [(entry.for_day, entry.stamp) for entry in shown()] == [(MONDAY, "late")]


def test_before_four_in_the_morning_the_form_says_its_day(at_check_in, clock_hands):
    clock_hands.move_to(datetime(2026, 11, 18, 7, 30, tzinfo=UTC))

    page = at_check_in.get("/").text

    assert "This is for Tuesday, November 17." in page
    assert f'data-row="then" hidden>{THEN}' in page


@pytest.mark.parametrize(
    ("day", "status", "message"),
    [
        (TUESDAY - timedelta(days=2), 410, "This day is closed. You can add a number for today and yesterday."),
        (TUESDAY + timedelta(days=1), 404, "This day has not come yet."),
    ],
)
def test_other_days_take_no_number(at_check_in, day, status, message):
    form = sent_from(at_check_in.get("/"), pain="4")

    page = at_check_in.get(f"/check-in/{day}")
    sent = at_check_in.send_form(f"/check-in/{day}", **form)

    assert page.status_code == status
    assert message in page.text
    assert sent.status_code == 422
    assert shown() == []


@pytest.mark.parametrize("day", ["2026-02-30", "20261117", "today", "2026-11-17x"])
def test_what_is_no_day_is_no_page(at_check_in, day):
    assert at_check_in.get(f"/check-in/{day}").status_code == 404


def test_a_form_without_its_token_is_refused(at_check_in):
    assert at_check_in.post(f"/check-in/{TUESDAY}", data={"pain": "4"}).status_code == 400


def test_staff_and_the_signed_out_cannot_save(bob_browser, browser, course):
    for other in (bob_browser, browser):
        response = other.send_form(f"/check-in/{TUESDAY}", pain="4")

        assert response.status_code == 401
    assert shown() == []
