"""A carer's phone keeps the diary too, says whose pen it is, and what it writes is marked as the carer's."""

from diary.db import db
from diary.entries.models import Entry, Version
from tests.today.days import TUESDAY, save

AS_A_CARER = "You write here as a carer."


def test_every_screen_of_a_carers_phone_says_so(carer_browser, course):
    for path in ("/", "/?closed=1", f"/check-in/{TUESDAY}", "/more", "/settings", "/data", "/help"):
        assert f'data-part="carer">{AS_A_CARER}' in carer_browser.get(path).text, path


def test_no_screen_of_the_patients_own_phone_does(at_check_in):
    for path in ("/", "/more", "/settings", "/data"):
        assert AS_A_CARER not in at_check_in.get(path).text, path


def test_what_a_carer_saves_is_the_carers(carer_browser, course):
    assert save(carer_browser, pain="4").status_code == 303

    assert db.session.scalars(db.select(Entry.author)).all() == ["carer"]


def test_what_a_carer_wishes_is_the_carers_too(carer_browser, course):
    carer_browser.send_form("/settings", theme="dark")

    assert db.session.scalars(db.select(Version.author)).all() == ["carer"]


def test_what_a_carer_saved_is_not_said_to_be_the_patients_own(carer_browser, at_check_in):
    save(carer_browser, pain="4")

    for path in ("/", f"/check-in/{TUESDAY}"):
        assert "This day was filled in at 7:05 pm. You can change it." in at_check_in.get(path).text, path
        assert "You checked in at 7:05 pm. You can change it." in carer_browser.get(path).text, path
