"""Six weekly sessions, lived through by one patient on one phone: what she entered is what both of them read at the end.

No test can wait seven weeks, so the time is moved, for the server and for the phone's pages alike: the server is the product
itself with a clock that this test sets (`tests/sweeps/moved.py`), the browser's is set to the same moment. Nothing is written
past the product but the patient and her course, which test_first_day.py makes on the screens. Every kind of screen is used by
hand once; the days between are kept by the phone's own store, as its forms keep them, and five of the six sessions are
recorded by sending the desk's form without its screen.
"""

import re
from collections.abc import Iterator
from datetime import time

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from diary.charts.frame import WIDE
from diary.db import db
from diary.entries.models import Version
from tests.browser import first_day, kept
from tests.browser.course import SAVES, ZONE, Walk, day_of, lived
from tests.sweeps.checker import diary_of, problems_on_the_server

NOTHING = "–"
PAIN = """7 7 8 7 6 7 7  4 6 7 7 7 – 7  4 4 6 6 7 – –  3 4 6 7 6 6 6  3 3 – 4 6 6 6  3 2 3 4 4 6 6  2 2 3 3 3 4 4""".split()
MEDICINE = """– 2 3 3 2 3 3  – – 2 – 2 – 2  – 1 2 2 2 – –  1 – 3 2 2 1 1  0 0 – 1 1 2 1  0 – 0 0 0 1 1  0 0 0 0 0 0 0""".split()
SLEEP = """– 2 3 2 2 3 2  – – 2 – 3 – 2  – 1 2 2 2 – –  1 – 3 2 2 1 1  1 0 – 1 1 2 1  1 – 0 0 1 1 2  0 0 0 1 0 0 0""".split()
GOAL = """– n y n n n n  – – n – n – y  – y n n n – –  y – n n n n y  y y – y n p y  y – y y y n y  y y y y p n y""".split()
SESSIONS = (7, 14, 21, 28, 35, 42)
PEG = ((6, 7, 7), (6, 6, 7), (6, 6, 6), (5, 5, 6), (5, 5, 4), (4, 4, 4))
GOALS = {"y": ("yes", "met"), "p": ("part", "partly"), "n": ("no", "not met")}
BOTHERED = {8: "a little", 9: "none", 22: "quite a bit", 23: "none", 29: "none", 36: "a lot", 37: "none"}
MARKS = {10: "late", 43: "edited"}
SLEEPS = ("good", "fair", "poor", "very poor")
WEAKNESS = "New weakness, such as a foot that drops or dropping things"
ONE_SIDE = "A drooping face, a weak arm, or trouble speaking, all of a sudden"


def keep_days(walk: Walk, *places: int, **effects: dict[int, int]) -> None:
    """The whole answer of each day, as the phone keeps it; `effects` by name, day and severity."""
    for place in places:
        if PAIN[place] == NOTHING:
            continue
        said = [{"effect": name, "severity": days[place]} for name, days in effects.items() if place in days]
        answers = {
            "asked": "since_session" if place in SESSIONS else "last_24h",
            "pain": int(PAIN[place]),
            "medicine": int(MEDICINE[place]),
            "sleep": int(SLEEP[place]),
            "goal": GOALS[GOAL[place]][0],
        }
        walk.keep(place, **answers | ({"effects": said} if said else {}))


def keep_weekly_check(walk: Walk, session: int) -> None:
    pain, enjoyment, activity = PEG[session]
    day_before = SESSIONS[session] - 1
    walk.keep(day_before, "weekly_check", time(19), peg_pain=pain, peg_enjoyment=enjoyment, peg_activity=activity)


def begin(walk: Walk) -> None:
    """The phone is paired, she agrees, and answers for the first time."""
    walk.be_at(0, time(10))
    walk.open_desk("/details")
    first_day.find_phone(walk.desk, walk.phone)
    first_day.let_phone_in(walk.desk, walk.phone)
    first_day.agree(walk.phone)
    kept.wait_for_the_diary(walk.phone)
    walk.check_in(0, int(PAIN[0]), time(10, 5))
    walk.see("That is 1 day out of 1 before your first session.")


def set_goal(walk: Walk) -> None:
    walk.be_at(0, time(10, 6))
    walk.open("/goal/change")
    walk.phone.get_by_role("radio", name="Write my own").check()
    walk.phone.get_by_label("My goal").fill("Walk to the lake")
    walk.save()
    walk.see("Walk to the lake")


def prepare_first_visit(walk: Walk) -> None:
    """On the day before, home offers the weekly check; a question is written down."""
    walk.be_at(6, time(19))
    walk.open("/?closed=1")
    walk.begin_to_count()
    walk.phone.get_by_role("link", name="Your visit is near. Answer 3 quick questions.").tap()
    for item, score in zip(("peg_pain", "peg_enjoyment", "peg_activity"), PEG[0], strict=True):
        walk.tap_number(score, item)
    walk.save()
    walk.see("You have answered them.")
    walk.count_taps("weekly check")
    walk.see("Your visit is tomorrow.")
    walk.phone.get_by_role("link", name="Add a question").tap()
    walk.phone.get_by_label("Your question").fill("May I swim in the lake?")
    walk.save()
    walk.see("May I swim in the lake?")


def first_session(walk: Walk) -> None:
    """Bob records it at the desk; in the evening one question leads to the other."""
    walk.be_at(7, time(10, 15))
    walk.open_desk("")
    first_day.record_session(walk.desk)
    hear_from_clinic(walk, 7)
    walk.wait_until_heard(7)
    walk.be_at(7, time(20))
    walk.follow_reminder()
    walk.see("What was your average pain since your injections?")
    walk.tap_number(int(PAIN[7]))
    walk.save()
    walk.see("Session 1, 9 hours ago")
    walk.choose("Your usual pain is", "Much less")
    walk.choose("When did it start to ease?", "In 1 hour")
    walk.tick("Bruise")
    walk.choose("How much does it bother you?", "Quite a bit")
    walk.save()
    walk.see_saved()
    walk.count_taps("after the injections")
    walk.wait_until_sent()


def second_session(walk: Walk) -> None:
    """Its relief is over after six hours, and it left no effects."""
    hear_of_session(walk, 14)
    walk.be_at(14, time(16))
    walk.open("/?closed=1")
    walk.phone.get_by_role("link", name="My relief has worn off").tap()
    walk.choose("When did it wear off?", "Just now")
    walk.save()
    expect(walk.phone.get_by_role("heading", name="Today")).to_be_visible()
    expect(walk.phone.get_by_role("link", name="My relief has worn off")).to_be_hidden()
    walk.be_at(14, time(20))
    walk.follow_reminder()
    walk.tap_number(int(PAIN[14]))
    walk.save()
    walk.choose("Your usual pain is", "A little less")
    walk.choose("When did it start to ease?", "Right away")
    walk.tick("None of these")
    walk.save()
    walk.see_saved()
    walk.count_taps("after the injections, nothing felt")


def hear_from_clinic(walk: Walk, place: int) -> None:
    """The phone has a signal in the course of the day."""
    walk.be_at(place, time(12))
    walk.find_signal()
    walk.open("/help")
    walk.wait_until_sent()


def hear_of_session(walk: Walk, place: int) -> None:
    walk.record_session(place)
    hear_from_clinic(walk, place)
    walk.wait_until_heard(place)


def follow_an_effect(walk: Walk) -> None:
    """The bruise is still there, and something is sore."""
    walk.be_at(8, time(20))
    walk.open("/")
    walk.tap_number(int(PAIN[8]))
    walk.choose("Is the bruise still there?", "A little")
    walk.choose("Are the injections bothering you today?", "Yes")
    walk.tick("Soreness")
    walk.choose("Soreness: how much does it bother you?", "A little")
    walk.save()
    walk.see("That is 2 days out of 2 since your last session.")


def whole_check_in(walk: Walk) -> None:
    """Every row that a day asks, on a phone that sent all it has: while a disk is slow, what waits does not count for the rows."""
    walk.open("/help")
    walk.wait_until_sent()
    walk.be_at(29, time(20))
    walk.follow_reminder()
    walk.tap_number(int(PAIN[29]))
    walk.choose("How did you sleep?", "Good")
    walk.choose("Did you take extra pain medicine?", "No")
    walk.choose("Is the relief from Tuesday still there?", "Still there")
    walk.choose("Your goal: Walk to the lake", "Yes")
    walk.choose("Are the injections bothering you today?", "No")
    walk.save()
    walk.see(f"Saved. Pain {PAIN[29]} out of 10.")
    walk.count_taps("whole check-in")


def fill_in_yesterday(walk: Walk) -> None:
    """In the afternoon of the next day: it will look late."""
    walk.be_at(11, time(15))
    walk.open("/?closed=1")
    walk.begin_to_count()
    walk.phone.get_by_role("link", name="Days", exact=True).tap()
    walk.phone.get_by_role("link", name="Fill in this day Only if you remember it well.").tap()
    walk.tap_number(int(PAIN[10]))
    walk.save()
    walk.see(f"Saved. Pain {PAIN[10]} out of 10.")
    walk.count_taps("yesterday")


def tick_red_flag(walk: Walk, place: int, bother: str, symptom: str, answer: str) -> None:
    """Numbness and worse: the card comes at once, and whatever is done with it, the day is kept."""
    walk.be_at(place, time(20))
    walk.open("/")
    walk.tap_number(int(PAIN[place]))
    walk.choose("Are the injections bothering you today?", "Yes")
    walk.tick("Numbness")
    walk.choose("Numbness: how much does it bother you?", bother)
    walk.tick(symptom)
    card = walk.phone.get_by_role("alertdialog")
    expect(card).to_be_visible()
    card.get_by_role("button", name=answer).tap()
    expect(card).to_be_hidden()
    walk.save(saves=3)  # the day, the card, and what became of it
    walk.see(f"Saved. Pain {PAIN[place]} out of 10.")


def change_a_day(walk: Walk) -> None:
    """A slip that was saved is put right on the same evening."""
    walk.be_at(43, time(21))
    walk.open(f"/check-in/{day_of(43)}")
    walk.tap_number(int(PAIN[43]))
    walk.save()
    walk.see(f"Saved. Pain {PAIN[43]} out of 10.")


def end(walk: Walk) -> None:
    walk.be_at(49, time(11))
    walk.open_desk("/sessions")
    walk.desk.get_by_role("link", name="Change the course").click()
    walk.desk.get_by_role("button", name="End the course").click()
    expect(walk.desk.get_by_role("status")).to_be_visible()
    hear_from_clinic(walk, 49)
    walk.open("/")
    walk.see("Your course has ended. You can still see your diary.")


def live_through(walk: Walk) -> None:
    """Seven weeks."""
    begin(walk)
    set_goal(walk)
    keep_days(walk, *range(1, 6))
    prepare_first_visit(walk)
    keep_days(walk, 6)
    first_session(walk)
    follow_an_effect(walk)
    keep_days(walk, 9, bruise={9: 0}, soreness={9: 0})
    fill_in_yesterday(walk)
    keep_days(walk, *range(11, 14))
    keep_weekly_check(walk, 1)

    second_session(walk)
    keep_days(walk, *range(15, 21))
    keep_weekly_check(walk, 2)

    hear_of_session(walk, 21)
    walk.lose_signal()
    keep_days(walk, 21)
    tick_red_flag(walk, 22, "Quite a bit", WEAKNESS, "I've read this")
    keep_days(walk, *range(23, 28), numbness={23: 0})
    keep_weekly_check(walk, 3)
    hear_of_session(walk, 28)

    keep_days(walk, 28)
    whole_check_in(walk)
    keep_days(walk, *range(30, 35))
    keep_weekly_check(walk, 4)
    hear_of_session(walk, 35)
    keep_days(walk, 35)
    tick_red_flag(walk, 36, "A lot", ONE_SIDE, "I have called")
    keep_days(walk, *range(37, 42), numbness={37: 0})
    keep_weekly_check(walk, 5)
    walk.record_session(42, is_last=True)
    keep_days(walk, 42)
    walk.keep(43, wall=time(20), asked="last_24h", pain=5, medicine=0, sleep=0, goal="yes")
    change_a_day(walk)
    keep_days(walk, *range(44, 49))
    end(walk)


@pytest.fixture(scope="module")
def walk(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """A course that is over, with the phone and the desk still there."""
    with lived(chromium, tmp_path_factory.mktemp("course")) as walk:
        live_through(walk)
        yield walk


@pytest.fixture(scope="module")
def one_pager(walk: Walk) -> Page:
    walk.open_desk("")
    walk.desk.get_by_role("button", name="Table").click()
    return walk.desk


def texts(page: Page, selector: str) -> list[str]:
    return [" ".join(one.split()) for one in page.locator(selector).all_text_contents()]


def row_of(place: int) -> list[str]:
    """One day of the clinic's table."""
    day = day_of(place)
    head = [f"{day:%a %b} {day.day}", f"Session {SESSIONS.index(place) + 1}" if place in SESSIONS else ""]
    if PAIN[place] == NOTHING:
        return [*head, "No entry"]
    medicine = MEDICINE[place].replace("3", "3+")
    sleep = SLEEP[place] if SLEEP[place] == NOTHING else SLEEPS[int(SLEEP[place])]
    goal = GOAL[place] if GOAL[place] == NOTHING else GOALS[GOAL[place]][1]
    return [*head, f"{PAIN[place]} {MARKS.get(place, '')}".strip(), BOTHERED.get(place, NOTHING), medicine, sleep, goal]


def own_row_of(place: int) -> str:
    """One day of the patient's own numbers."""
    day, pain = day_of(place), PAIN[place]
    session = [f"Session {SESSIONS.index(place) + 1}"] if place in SESSIONS else []
    late = ["Filled in later"] if MARKS.get(place) == "late" else []
    return " ".join([f"{day:%A, %B} {day.day}", *session, "No entry" if pain == NOTHING else pain, *late])


def pains_drawn(page: Page) -> list[float]:
    """The dots of the course, from left to right; late ones too."""
    paths = page.locator(".only-wide .figure__dots").evaluate_all("dots => dots.map((dot) => dot.getAttribute('d'))")
    points = [tuple(map(float, point)) for path in paths for point in re.findall(r"M(\S+) (\S+?)h0", path)]
    return [round((WIDE.foot - y) * 10 / (WIDE.foot - WIDE.top), 1) for _x, y in sorted(points)]


def test_the_clinics_table_has_every_day_as_it_was_entered(one_pager: Page) -> None:
    rows = one_pager.get_by_role("dialog", name="Daily values").locator("tbody").first.locator("tr").all()

    found = [[" ".join(cell.split()) for cell in row.locator("th, td").all_text_contents()] for row in rows]

    assert found == [row_of(place) for place in reversed(range(len(PAIN)))]


def test_every_entry_is_one_dot_at_its_height(one_pager: Page) -> None:
    assert pains_drawn(one_pager) == [float(pain) for pain in PAIN if pain != NOTHING]


def test_the_one_pager_adds_up_what_she_entered(one_pager: Page) -> None:
    headline, basis = texts(one_pager, ".one-pager__say, .one-pager__basis")
    assert headline == (
        "Pain is down 57% from baseline. Relief after the last session lasted at least 7 days, up from 1."
    )
    assert basis.startswith(
        "Average 3.0 over the last 7 days (7 of 7 kept) against 7.0 in the week before (7 of 7). On the last day 4."
    )
    assert texts(one_pager, ".flag-mark") == [
        "Red-flag answer Nov 11, called back Call emergency services now",
        "Red-flag answer Oct 28, not yet called Call the clinic today",
    ]
    expect(one_pager.locator("#figure-words")).to_contain_text(
        "Week averages 7.0, 6.3, 5.4, 5.4, 4.7, 4.0, 3.0. Relief after sessions 1 to 6: 1 day, one entry; 2 days; 2 days;"
        " 4 days; 5 days; at least 7 days. No entry on 4 of 49 days. 1 entry was filled in later."
    )
    words = one_pager.locator(".notes svg").evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")
    assert words == [
        "PEG before each session: 6.7, 6.3, 6.0, 5.3, 4.7, 4.0. Lower is better.",
        "Days the goal was met, week by week: 1 of 6, 1 of 3, 1 of 4, 2 of 6, 4 of 6, 5 of 6, 5 of 7.",
    ]
    assert texts(one_pager, ".notes__list li")[:4] == [
        "Session 5 Numbness, a lot, 1 day, settled",
        "Session 3 Numbness, quite a bit, 1 day, settled",
        "Session 1 Bruise, quite a bit, 2 days, settled",
        "Session 1 Soreness, a little, 1 day",
    ]
    expect(one_pager.locator(".notes__list q")).to_have_text("May I swim in the lake?")


def test_her_own_trend_says_the_same(walk: Walk) -> None:
    walk.open("/trend")
    page = walk.phone

    assert texts(page, ".trend__say span:not([hidden])") == ["Your pain is lower than when you started"]
    assert texts(page, ".then-now__number") == ["7", "3"]
    page.get_by_text("See the numbers").first.tap()
    expect(page.locator("[data-part=numbers] tr").first).to_be_visible()
    rows = [" ".join(row.split()) for row in page.locator("[data-part=numbers] tr").all_inner_texts()]
    assert rows[1:] == [own_row_of(place) for place in reversed(range(len(PAIN)))]
    lasted = ["1 day", "2 days", "2 days", "4 days", "5 days", "at least 7 days"]
    assert texts(page, ".relief-row b:not([hidden])") == lasted
    assert texts(page, ".relief-row small:not([hidden])") == ["You said: about 6 hours"]
    expect(page.get_by_text("5 of 7 days this week. 1 of 6 the week before you started.")).to_be_visible()


def test_every_save_is_with_the_clinic_once_as_the_phone_kept_it(walk: Walk) -> None:
    kept_by_phone = walk.phone.evaluate(SAVES)

    assert len(kept_by_phone) == walk.saves
    assert list(problems_on_the_server(diary_of(walk.practice.app, walk.patient), kept_by_phone)) == []


def test_the_week_without_signal_came_with_its_days_and_stamps(walk: Walk) -> None:
    with walk.practice.app.app_context():
        of_week = (Version.kind == "entry") & Version.for_day.between(day_of(21), day_of(27))
        rows = db.session.scalars(select(Version).where(of_week).order_by(Version.for_day)).all()
        found = [(row.for_day, row.stamp, row.offset_min, row.clock_suspect, row.source) for row in rows]
        came = {row.received_at.astimezone(ZONE).date() for row in rows}
        db.session.rollback()

    offsets = [-240] * 5 + [-300] * 2
    assert found == [(day_of(21 + n), "on_time", offset, False, "phone") for n, offset in enumerate(offsets)]
    assert came == {day_of(28)}


def test_the_days_cost_as_many_taps_as_they_should(walk: Walk) -> None:
    """From the reminder on, itself included; else from home."""
    assert walk.taps == {
        "number alone": 3,
        "weekly check": 5,
        "yesterday": 4,
        "whole check-in": 8,
        "after the injections": 8,
        "after the injections, nothing felt": 7,
    }
