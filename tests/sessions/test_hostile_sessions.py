"""Whatever is sent to the pages of sessions, the answer is a refusal to read or a save, the same on both databases."""

from datetime import timedelta
from uuid import uuid4

import pytest

from diary import clock
from diary.sessions.queries import sessions_of_course
from tests.factories import an_area
from tests.sessions.made import a_course, a_session

UNKNOWN = "7d1f5b52-9b1c-4c1e-8a55-0f6f3f1d2c33"  # written out: the parallel run needs the same names everywhere

FIELDS = (
    *(
        "id",
        "date",
        "time",
        "areas",
        "other_areas",
        "side",
        "techniques",
        "solution",
        "volume_ml",
        "anaesthetic",
        "points",
    ),
    *(
        "stinging",
        "pain_before",
        "pain_after_15min",
        "note",
        "next_date",
        "next_time",
        "revision",
        "area_id",
        "condition",
    ),
    *("condition_words", "planned_sessions", "weekday"),
)
ODD_WORDS = ["{{7*7}}", "'; DROP TABLE course; --", "<script>alert(1)</script>", "%s%n", "👩‍⚕️", "\u0644\u0627"]
REFUSED = [
    "\x00",
    "a\x00b",
    "\u202eevil",
    "9" * 400,
    str(2**40),
    "-1",
    "3.7",
    "1e400",
    "NaN",
    "true",
    "[]",
    "e\u0301" * 700,
    "9999-12-31",
    "99:99",
    "\u0663",
]


def yesterday():
    return (clock.now() - timedelta(days=2)).date().isoformat()


@pytest.fixture
def a_form():
    def form(**changes):
        good = {
            "id": str(uuid4()),
            "date": yesterday(),
            "time": "09:20",
            "areas": "Right knee",
            "techniques": "injections",
        }
        return good | {"solution": "Dextrose", "anaesthetic": "none"} | changes

    return form


@pytest.fixture
def course_id(alice):
    return a_course(alice)


def test_a_form_full_of_nonsense_is_refused_wherever_it_is_sent(bob_browser, alice, course_id):
    session_id = a_session(alice, course_id)
    base = f"/clinic/patients/{alice.id}"
    writes = [
        "/sessions/new",
        f"/sessions/{session_id}",
        f"/sessions/{session_id}/pain-after",
        "/courses/new",
        f"/courses/{course_id}",
    ]

    for nasty in REFUSED + ODD_WORDS:
        answers = {
            path: bob_browser.send_form(base + path, **dict.fromkeys(FIELDS, nasty)).status_code for path in writes
        }

        assert set(answers.values()) == {422}, (nasty, answers)


def test_odd_words_are_kept_as_they_were_typed(bob_browser, alice, a_form):
    course_id = a_course(alice)
    for word in ODD_WORDS:
        form = a_form(solution=word, note=word, other_areas=word)

        response = bob_browser.send_form(f"/clinic/patients/{alice.id}/sessions/new", **form)
        [session] = sessions_of_course(alice.id, course_id)
        bob_browser.send_form(f"/clinic/patients/{alice.id}/sessions/{session.id}/cancel")

        assert response.status_code == 303, word
        assert (session.solution, session.area_names[-1]) == (word, word)


def test_a_number_that_one_database_would_round_is_refused(bob_browser, alice, course_id, a_form):
    for field in ("points", "stinging", "pain_before", "pain_after_15min"):
        for typed in ("3.7", "3,7", "0x3", " 3", "3 ", "+3", str(2**40)):
            response = bob_browser.send_form(f"/clinic/patients/{alice.id}/sessions/new", **a_form(**{field: typed}))

            assert response.status_code == 422, (field, typed)
    assert sessions_of_course(alice.id, course_id) == []


@pytest.mark.parametrize(
    "path",
    [
        "/sessions/x",
        f"/sessions/{UNKNOWN}",
        "/sessions/%00",
        "/courses/1",
        f"/courses/{UNKNOWN}",
        f"/courses/{UNKNOWN}/end",
    ],
)
def test_an_address_that_names_nothing_is_not_found(bob_browser, alice, path):
    base = f"/clinic/patients/{alice.id}"

    answers = {bob_browser.get(base + path).status_code, bob_browser.send_form(base + path).status_code}

    assert answers <= {404, 405}


def test_an_area_name_that_looks_like_markup_stays_text(bob_browser, alice):
    area = an_area(alice, name="<img src=x onerror=alert(1)>")
    a_course(alice, area_id=area.id)

    page = bob_browser.get(f"/clinic/patients/{alice.id}/sessions/new").get_data(as_text=True)

    assert "<img" not in page
    assert "&lt;img src=x" in page
