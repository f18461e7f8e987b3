"""The patient's own trend: what the days add up to, in words and in a picture, without a verdict."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from diary.db import db
from diary.practice.models import Patient
from diary.sessions.models import TreatmentSession
from diary.sync.actions import receive
from tests.entries.saves import EVENING, PHONE, a_message, a_save, record, sent
from tests.past.test_days import ended, enrolled
from tests.today.days import TUESDAY, a_session

A_DAY = timedelta(days=1)


@pytest.fixture
def diary(alice, knee, course):
    """Keeps a diary of so many days that ends yesterday."""

    def keep(pains: str, *sessions: int, **body: Any) -> None:
        numbers = pains.split()
        first = TUESDAY - timedelta(days=len(numbers))
        enrolled(first)
        for offset in sessions:
            a_session(course, first + timedelta(days=offset))
        for offset, pain in enumerate(numbers):
            day = first + timedelta(days=offset)
            if pain != "–":
                asked = "since_session" if offset in sessions else "last_24h"
                at = datetime(day.year, day.month, day.day, 23, tzinfo=UTC)
                record(alice, a_save(knee, pain=int(pain), for_day=day, edited_at=at, body={"asked": asked} | body))

    return keep


def read(browser) -> str:
    """What the page of the trend says."""
    page = browser.get("/trend").text
    main = page.partition("<main")[2].partition("</main>")[0].partition("<details")
    return " ".join(re.sub(r"<[^>]+>", " ", "<" + main[0] + main[2].partition("</details>")[2]).split())


def test_pain_that_fell_by_a_point_is_lower(at_check_in, diary):
    diary("7 7 7 7 7 7 7 6 6 6 6 6 6 6", 7)

    said = read(at_check_in)

    assert "Your pain is lower than when you started" in said
    assert "Week before 7 Last 7 days 6 average, out of 10" in said


def test_pain_that_changed_by_less_than_a_point_is_about_the_same(at_check_in, diary):
    diary("7 7 7 7 7 7 7 7 6 6 6 6 6 6", 7)

    said = read(at_check_in)

    assert "Your pain is about the same as when you started" in said
    assert "Week before 7 Last 7 days 6.1" in said


def test_pain_that_rose_is_said_with_whom_to_call(at_check_in, diary):
    diary("5 5 5 5 5 5 5 6 6 6 6 6 6 6", 7)

    said = read(at_check_in)

    assert "Your pain is higher than when you started" in said
    assert "This can happen. Tell your clinic at your visit. If it worries you, call 416 555 0134 ." in said
    assert re.search('href="tel:4165550134">416 555 0134</a>[.]', at_check_in.get("/trend").text)


def test_three_days_are_no_trend_and_no_line_is_drawn(at_check_in, diary):
    diary("7 7 7")

    page = at_check_in.get("/trend").text

    assert "Not enough days yet to show a trend" in page
    assert "You need 4 days of check-ins. You have 3." in page
    assert "figure__dots" in page
    assert "figure__line" not in page


def test_before_the_first_session_the_days_set_the_starting_point(at_check_in, diary):
    diary("7 7 7 7 7")

    assert "The days before session 1 set your starting point." in read(at_check_in)


def test_too_few_days_on_either_side_are_not_compared(at_check_in, diary):
    diary("7 7 – – – – 7 6 6 6 6", 7)

    assert "There are too few days before session 1 to compare." in read(at_check_in)


def test_too_few_days_of_late_are_not_compared(at_check_in, diary):
    diary("7 7 7 7 7 7 7 6 6 6 6 – – – – – 6", 7)

    assert "There are too few entries in the last 7 days to compare." in read(at_check_in)


def test_what_pain_did_after_each_session_is_said_when_the_days_tell(at_check_in, diary):
    diary("7 7 7 7 7 7 7 4 4 4 5 6 7 7 4 4 4 5 6 7 7", 7, 14)

    assert "Pain dips after each session, then climbs. Yesterday it was 7." in read(at_check_in)


def test_a_dip_after_some_sessions_is_counted(at_check_in, diary):
    diary("7 7 7 7 7 7 7 4 4 4 5 6 7 7 7 7 7 7 7 7 7", 7, 14)

    assert "Pain dipped after 1 of 2 sessions." in read(at_check_in)


def test_nothing_is_said_of_sessions_without_a_dip(at_check_in, diary):
    diary("7 7 7 7 7 7 7 7 7 7 7 7 7 7", 7)

    said = read(at_check_in)

    assert "dip" not in said
    assert "Yesterday it was 7." in said


def test_relief_is_a_bar_for_each_session(at_check_in, diary):
    diary("7 7 7 7 7 7 7 4 4 4 7 7 7 7 4 7 7 7 7 7 7 7 7 4 4 4 4 4 4 4", 7, 14, 22)

    said = read(at_check_in).partition("How long relief lasted")[2]

    assert "Session 1 3 days Session 2 1 day Session 3 at least 7 days" in said


def test_relief_that_no_day_tells_of_is_not_known(at_check_in, diary):
    diary("7 7 7 7 7 7 7 – – – – – 7 7 7 7 7 7", 7)

    assert "Session 1 not known" in read(at_check_in)


def test_hours_that_the_patient_said_stand_beside_the_days(at_check_in, alice, diary):
    diary("7 7 7 7 7 7 7 4 7 7 7 7 7 7", 7)
    session = db.session.scalars(db.select(TreatmentSession)).one()
    said = {"said": "earlier_today", "ended_at": sent(session.at + timedelta(hours=6, minutes=20))}
    answer(alice, "relief_end", said, session=str(session.id))

    assert "Session 1 1 day You said: about 6 hours" in read(at_check_in)


def test_thresholds_and_scores_of_the_clinic_are_nowhere(at_check_in, diary):
    diary("7 7 7 7 7 7 7 4 4 4 5 6 7 7 4 4 4 5 6 7 7", 7, 14)

    page = at_check_in.get("/trend").text

    assert "figure__lower" not in page
    assert not re.search(r"%|PEG|baseline|percent", re.sub(r"<[^>]+>", " ", page))


def test_the_goal_is_counted_by_the_days_that_say(at_check_in, alice, diary, knee):
    answer(alice, "goal", {"words": "Walk 20 minutes"}, **sent_ago(20))
    diary("7 7 7 7 7 7 7 6 6 6 6 – 6 6", 7, goal="yes")

    said = read(at_check_in)

    assert "Your goal: Walk 20 minutes" in said
    assert "6 of 6 days this week. 7 of 7 the week before you started." in said
    assert "no answer" in said
    assert "6 of 6 days this week" in at_check_in.get("/goal").text


def test_days_before_the_goal_was_set_are_not_of_it(at_check_in, alice, diary, knee):
    answer(alice, "goal", {"words": "Walk 20 minutes"}, **sent_ago(3))
    diary("7 7 7 7 7 7 7 6 6 6 6 6 6 6", 7, goal="yes")

    said = read(at_check_in)

    assert "3 of 3 days this week." in said
    assert "the week before you started" not in said
    assert "3 of 3 days this week" in at_check_in.get("/goal").text


def test_one_day_of_a_goal_is_a_day(at_check_in, alice, diary, knee):
    answer(alice, "goal", {"words": "Walk 20 minutes"}, **sent_ago(1))
    diary("7 7 7 7 7 7 7 6 6 6 6 6 6 6", 7, goal="no")
    assert "0 of 1 day this week." in read(at_check_in)


def test_one_day_of_a_goal_is_a_day_after_the_course_too(at_check_in, alice, diary, knee):
    answer(alice, "goal", {"words": "Walk 20 minutes"}, **sent_ago(7))
    diary("7 7 7 7 7 7 7 6 6 6 6 6 6 6", 7, goal="no")
    ended(EVENING - timedelta(days=7))

    assert "0 of 1 day in the week up to" in read(at_check_in)


def test_a_course_that_ended_longer_ago_says_up_to_when_its_numbers_go(at_check_in, alice, diary, knee):
    answer(alice, "goal", {"words": "Walk 20 minutes"}, **sent_ago(30))
    diary("7 7 7 7 7 7 7 6 6 6 6 6 6 6 – – – – – – –", 7, goal="yes")
    ended(EVENING - timedelta(days=7))

    said = read(at_check_in)

    assert "Numbers up to Tuesday, November 10." in said
    assert "6 of 6 days in the week up to Tuesday, November 10. 7 of 7 the week before you started." in said
    assert "this week" not in said


def test_a_course_that_ended_yesterday_needs_no_date(at_check_in, diary):
    diary("7 7 7 7 7 7 7 6 6 6 6 6 6 6", 7)
    ended(EVENING - A_DAY)

    assert "Numbers up to" not in read(at_check_in)


def test_the_trend_can_be_hidden_and_says_the_way_back(at_check_in, diary):
    diary("7 7 7 7 7 7 7 6 6 6 6 6 6 6", 7)
    db.session.execute(db.update(Patient).values(hides_trend=True))
    db.session.commit()

    page = at_check_in.get("/trend").text

    assert "Your trend is hidden." in page
    assert '<span data-part="shared">Your clinic still sees it at your visit.</span>' in page
    assert 'href="/settings">Show it again in Settings' in page
    assert '<svg class="figure' not in page


def test_the_trend_of_an_ended_course_stands_still(at_check_in, diary, clock_hands):
    diary("7 7 7 7 7 7 7 6 6 6 6 6 6 6", 7)
    ended(EVENING)
    before = read(at_check_in)
    clock_hands.shift(timedelta(hours=40))

    assert read(at_check_in).partition("Your pain")[2] == before.partition("Your pain")[2]
    assert "Yesterday" not in before


def test_a_patient_who_stopped_sharing_still_sees_all_of_it(at_check_in, diary):
    diary("7 7 7 7 7 7 7 6 6 6 6 6 6 6", 7)
    db.session.execute(db.update(Patient).values(sharing_stopped_at=EVENING - timedelta(days=10)))
    db.session.commit()

    assert "Week before 7 Last 7 days 6" in read(at_check_in)


def test_the_numbers_name_each_day_with_its_marks(at_check_in, diary):
    diary("7 7 7 7 7 7 7 6 – 6 6 6 6 6", 7)

    numbers = at_check_in.get("/trend").text.partition("<details")[2].partition("</details>")[0]
    said = " ".join(re.sub(r"<[^>]+>", " ", numbers).split())

    assert "Tuesday, November 10 Session 1 6" in said
    assert "Wednesday, November 11 No entry" in said


def test_without_a_number_nothing_is_drawn(at_check_in, course):
    page = at_check_in.get("/trend").text

    assert "You need 4 days of check-ins. You have 0." in page
    assert "trend__figure" not in page


def test_the_ring_of_a_session_today_is_inside_the_picture(at_check_in, diary):
    diary(" ".join("7" * 35), 7, 35)

    rings = re.findall(r'<circle class="trend__ring" cx="([0-9.]+)"', at_check_in.get("/trend").text)

    assert float(rings[-1]) + 11 <= 326


def test_before_any_course_there_is_no_trend(alice_browser):
    assert "Your trend will show here when your course has begun." in read(alice_browser)


def sent_ago(days: int) -> dict[str, Any]:
    return {"for_day": (TUESDAY - timedelta(days=days)).isoformat(), "edited_at": sent(EVENING - timedelta(days=days))}


def answer(alice, kind: str, body: dict[str, Any], **changes: Any) -> None:
    """Something else that Alice's phone saved."""
    message = a_message(kind=kind, body=body, **changes) | {"area": None}
    [result] = receive(alice.id, [message], actor=PHONE, now=EVENING)
    assert (result.verdict, result.errors) == ("stored", {})
