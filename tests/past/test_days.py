"""The list of days: what was answered, what was not, and what can still be filled in."""

import re
from datetime import UTC, date, datetime, timedelta

from diary.db import db
from diary.practice.models import Patient
from diary.sessions.models import Course
from tests.entries.saves import EVENING, a_save, record
from tests.factories import an_area, signed_in_phone
from tests.today.days import FRIDAY, MONDAY, TUESDAY, a_course, a_session, save

A_DAY = timedelta(days=1)


def enrolled(day: date) -> None:
    db.session.execute(db.update(Patient).values(enrolled_on=day))
    db.session.commit()


def ended(at: datetime) -> None:
    db.session.execute(db.update(Course).values(ended_at=at))
    db.session.commit()


def listed(browser) -> dict[str, str]:
    """Each day of the list with what stands beside it, in the order of the page."""
    page = browser.get("/days").text
    rows = re.findall(r'<a class="days__day" href="([^"]+)">(.*?)</a>', page, re.DOTALL)
    return {address: " ".join(re.sub(r"<[^>]+>", " ", row).split()) for address, row in rows}


def test_before_the_first_check_in_the_list_says_what_it_will_hold(at_check_in):
    page = at_check_in.get("/days").text

    assert "Your days will show here after your first check-in." in page
    assert "days__day" not in page


def test_days_stand_by_week_the_newest_first(at_check_in):
    enrolled(FRIDAY)
    save(at_check_in, MONDAY, pain="5")
    save(at_check_in, pain="4")

    assert listed(at_check_in) == {
        "/days/2026-11-17": "Tuesday, November 17 Pain 4 out of 10",
        "/days/2026-11-16": "Monday, November 16 Pain 5 out of 10 Filled in later",
        "/days/2026-11-15": "Sunday, November 15 No entry",
        "/days/2026-11-14": "Saturday, November 14 No entry",
        "/days/2026-11-13": "Friday, November 13 No entry",
    }
    assert re.findall(r"<h2>(.*?)</h2>", at_check_in.get("/days").text) == ["This week", "Last week"]


def test_an_empty_day_that_takes_a_number_leads_to_its_form(at_check_in):
    enrolled(FRIDAY)
    save(at_check_in, pain="4")

    assert (
        listed(at_check_in)["/check-in/2026-11-16"]
        == "Monday, November 16 Fill in this day Only if you remember it well."
    )


def test_a_day_before_the_enrolment_is_not_offered(at_check_in):
    enrolled(TUESDAY)
    save(at_check_in, pain="4")

    assert list(listed(at_check_in)) == ["/days/2026-11-17"]


def test_a_day_says_its_session_and_how_it_was_filled_in(at_check_in, alice, knee, course):
    enrolled(FRIDAY)
    a_session(course, FRIDAY)
    record(alice, a_save(knee, pain=3, for_day=FRIDAY, edited_at=EVENING - timedelta(days=4)))
    record(alice, a_save(knee, pain=6, for_day=FRIDAY + A_DAY, edited_at=EVENING - timedelta(days=1, hours=20)))
    record(alice, a_save(knee, pain=9, for_day=FRIDAY + 2 * A_DAY, edited_at=EVENING))

    rows = listed(at_check_in)

    assert rows["/days/2026-11-13"] == "Friday, November 13 Pain 3 out of 10 Session 1"
    assert rows["/days/2026-11-14"] == "Saturday, November 14 Pain 6 out of 10 Filled in later"
    assert rows["/days/2026-11-15"] == "Sunday, November 15 No number From memory"


def test_a_day_says_that_a_carer_wrote_it(app, at_check_in, alice, course):
    carer = signed_in_phone(app.test_client(), alice, is_carer=True)
    save(carer, pain="4")

    assert listed(at_check_in)["/days/2026-11-17"].endswith("By your carer")
    assert listed(carer)["/days/2026-11-17"].endswith("By you")


def test_of_two_courses_each_number_says_its_area(at_check_in, alice, course):
    back = an_area(alice, name="Low back")
    a_course(alice, back, opened_at=datetime(2026, 11, 2, 15, tzinfo=UTC))
    save(at_check_in, pain="4", pain_2="6")

    assert listed(at_check_in)["/days/2026-11-17"] == (
        "Tuesday, November 17 Right knee: pain 4 out of 10 Low back: pain 6 out of 10"
    )
    assert "days--areas" in at_check_in.get("/days").text


def test_the_list_of_an_ended_course_stands_still_and_offers_nothing(at_check_in, clock_hands):
    enrolled(MONDAY)
    save(at_check_in, pain="4")
    ended(EVENING)
    clock_hands.shift(timedelta(hours=40))

    assert list(listed(at_check_in)) == ["/days/2026-11-17", "/days/2026-11-16"]
    assert "Your course has ended. You can still see your diary." in at_check_in.get("/days").text


def test_the_list_goes_back_sixteen_weeks(at_check_in):
    enrolled(TUESDAY - timedelta(days=400))
    save(at_check_in, pain="4")

    rows = list(listed(at_check_in))

    assert len(rows) == 112
    assert rows[-1] == f"/days/{TUESDAY - timedelta(days=111)}"


def test_the_calendar_shows_each_month_from_sunday_to_saturday(at_check_in, course):
    enrolled(FRIDAY)
    a_session(course, MONDAY)
    save(at_check_in, pain="4")

    page = at_check_in.get("/days?by=month").text
    cells = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<td>(.*?)</td>", page, re.DOTALL)]

    assert "November 2026" in page
    assert cells[:5] == [""] * 5
    assert cells[5:10] == [
        "Friday, November 13 13 No entry",
        "Saturday, November 14 14 No entry",
        "Sunday, November 15 15 No entry",
        "Monday, November 16 16 No entry Session 1",
        "Tuesday, November 17 17 4",
    ]
    assert cells[10:] == [""] * 4


def test_the_calendar_of_two_areas_shows_both_numbers_and_a_dash_for_one_that_is_missing(at_check_in, alice, course):
    enrolled(MONDAY - A_DAY)
    a_course(alice, an_area(alice, name="Low back"), opened_at=datetime(2026, 11, 2, 15, tzinfo=UTC))
    save(at_check_in, MONDAY, pain="5")
    save(at_check_in, pain="4", pain_2="6")

    page = at_check_in.get("/days?by=month").text
    cells = [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(r"<td>(.*?)</td>", page, re.DOTALL)]

    assert [cell for cell in cells if cell] == [
        "Sunday, November 15 15 No entry",
        "Monday, November 16 16 Right knee: pain 5 out of 10 5 Low back: no number –",
        "Tuesday, November 17 17 Right knee: pain 4 out of 10 4 Low back: pain 6 out of 10 6",
    ]
    assert "The upper number is for Right knee, the lower one for Low back. A dash is no number." in page
