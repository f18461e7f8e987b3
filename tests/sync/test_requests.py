"""What a sync asks for is read strictly, answered as JSON, and only ever to the phone that is signed in."""

import json
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from diary import clock as now
from diary.accounts.models import Device
from diary.db import db
from diary.sync import actions
from tests.entries.saves import a_message, stored_versions
from tests.factories import a_device, signed_in_phone
from tests.sync.phones import SYNC, facts, sync, verdicts


def send(browser, body, content_type="application/json"):
    return browser.post(SYNC, data=body, content_type=content_type)


def refused(answer):
    return answer.status_code, sorted(answer.json["error"].get("fields", {}))


@pytest.mark.parametrize("since", [-1, 1.5, "0", None, True, [], {}, 2**53, 10**400])
def test_a_cursor_is_a_whole_number_from_nothing(alice_browser, since):
    assert refused(send(alice_browser, json.dumps({"since": since, "items": []}))) == (422, ["since"])


@pytest.mark.parametrize("since", [2**31 - 1, 2**31, 2**53 - 1])
@pytest.mark.parametrize("count", [0, 1])
def test_a_cursor_may_be_any_number_that_a_phone_can_write(alice_browser, knee, since, count):
    answer = sync(alice_browser, *[a_message(knee)] * count, since=since)

    assert (answer.status_code, answer.json["restored"]) == (200, True)


@pytest.mark.parametrize("items", [None, {}, "", 7, [0] * 101])
def test_items_are_a_list_of_a_hundred_at_most(alice_browser, items):
    assert refused(send(alice_browser, json.dumps({"since": 0, "items": items}))) == (422, ["items"])


@pytest.mark.parametrize("body", [b"null", b"[]", b"{}", b"7", b'"text"'])
def test_a_request_names_its_cursor_and_its_items(alice_browser, body):
    assert refused(send(alice_browser, body)) == (422, ["items", "since"])


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"since":0,"since":1,"items":[]}', b'{"since":NaN,"items":[]}'])
def test_what_is_not_json_is_refused_as_a_whole(alice_browser, body):
    assert refused(send(alice_browser, body)) == (422, ["json"])


def test_what_a_newer_phone_adds_to_its_request_is_passed_over(alice_browser):
    answer = send(alice_browser, b'{"since":0,"items":[],"push":{"endpoint":"x"}}')

    assert answer.status_code == 200


def test_too_much_at_once_is_refused(alice_browser, knee):
    items = [a_message(knee, body={"asked": "last_24h", "pain": 1, "more": "x" * 10_000}) for _ in range(30)]

    answer = sync(alice_browser, *items)

    assert (answer.status_code, answer.json["error"]["code"]) == (413, "request_entity_too_large")
    assert stored_versions() == []


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_only_json_is_taken(alice_browser, content_type):
    answer = send(alice_browser, b'{"since":0,"items":[]}', content_type)

    assert (answer.status_code, answer.is_json) == (415, True)


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_another_website_cannot_sync(alice_browser, knee, site):
    answer = alice_browser.post(SYNC, json={"since": 0, "items": [a_message(knee)]}, headers={"Sec-Fetch-Site": site})

    assert answer.status_code == 403
    assert stored_versions() == []


def test_nobody_gets_json_that_says_so(browser):
    answer = sync(browser)

    assert (answer.status_code, answer.json["error"]["code"]) == (401, "signed_out")


def test_a_phone_that_was_signed_out_keeps_its_saves_to_itself(alice_browser, phone, knee):
    db.session.execute(update(Device).where(Device.id == phone.id).values(signed_out_at=now.now()))
    db.session.commit()

    answer = sync(alice_browser, a_message(knee))

    assert (answer.status_code, answer.json["error"]["code"]) == (401, "signed_out")
    assert stored_versions() == []


def test_a_login_that_ended_is_no_reason_to_refuse_the_same_saves_later(app, alice, phone, knee, clock):
    browser, save = signed_in_phone(app.test_client(), alice, device=phone), a_message(knee)
    clock.shift(timedelta(days=8))
    assert sync(browser, save).status_code == 401

    assert verdicts(sync(signed_in_phone(browser, alice, device=phone), save)) == ["stored"]


def test_staff_do_not_sync(bob_browser):
    assert sync(bob_browser).status_code == 401


def test_a_page_that_holds_the_saves_of_another_patient_is_told_to_wait(stranger_browser, alice, knee):
    answer = sync(stranger_browser, a_message(knee), owner=str(alice.id))

    assert (answer.status_code, answer.json["error"]["code"]) == (401, "signed_out")
    assert stored_versions() == []


@pytest.mark.parametrize("owner", ["", "nobody", "5338a19d-7272-4ac8-9ab8-bbb54e3e5179"])
def test_an_unknown_owner_is_another_one(alice_browser, owner):
    assert sync(alice_browser, owner=owner).status_code == 401


def test_the_patient_and_the_carer_are_two_owners(alice_browser, carer_browser, alice):
    carer = f"{alice.id}.carer"

    asked = [(browser, owner) for browser in (alice_browser, carer_browser) for owner in (str(alice.id), carer)]

    assert [sync(browser, owner=owner).status_code for browser, owner in asked] == [200, 401, 401, 200]


def test_the_author_is_the_one_whose_phone_it_is(app, alice, alice_browser, carer_browser, phone, knee):
    sync(alice_browser, a_message(knee))
    sync(carer_browser, a_message(knee, author="patient", author_id=str(phone.id), source="paper"))

    mine, carers = stored_versions()

    assert (mine.author, mine.author_id, mine.source) == ("patient", phone.id, "phone")
    assert (carers.author, carers.source) == ("carer", "phone")
    assert carers.author_id != phone.id


def test_the_answer_tells_the_time_of_the_server(alice_browser):
    assert sync(alice_browser).json["now"] == "2026-11-18T00:05:00.000Z"


def test_an_answer_is_kept_by_no_browser(alice_browser):
    assert sync(alice_browser).headers["Cache-Control"] == "no-store"


def test_what_was_saved_before_the_patient_agreed_is_kept_all_the_same(alice_browser, knee):
    answer = sync(alice_browser, a_message(knee))

    assert verdicts(answer) == ["stored"]
    assert facts(sync(alice_browser))["agreed"] is False


def test_a_second_phone_of_the_patient_may_sync_too(app, alice, alice_browser, knee):
    second = signed_in_phone(app.test_client(), alice, device=a_device(alice, label="iPad"))
    sync(alice_browser, a_message(knee))

    assert verdicts(sync(second, a_message(knee))) == ["stored"]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(field=st.sampled_from(sorted(a_message())), value=values, item=values)
def test_nothing_that_can_be_written_as_json_stops_a_good_save(alice_browser, knee, field, value, item):
    good = a_message(knee)

    answer = sync(alice_browser, item, a_message(knee) | {field: value}, good)

    assert answer.status_code == 200
    assert verdicts(answer)[0] == "invalid"
    assert verdicts(answer)[2] == "stored"
    assert stored_versions()[-1].revision == answer.json["cursor"]


@pytest.mark.parametrize("zone", ["Etc/Unknown", "", None])
def test_a_phone_in_a_zone_that_is_unknown_takes_no_turn_to_write(alice_browser, monkeypatch, zone):
    def written():
        raise AssertionError

    monkeypatch.setattr(actions, "writing", written)
    headers = {} if zone is None else {"Diary-Zone": zone}

    assert alice_browser.post(SYNC, json={"since": 0, "items": []}, headers=headers).status_code == 200


def test_a_phone_that_travelled_is_shown_the_day_of_where_it_is(alice_browser, phone):
    for zone in ("America/Vancouver", "Etc/Unknown", ""):
        alice_browser.post(SYNC, json={"since": 0, "items": []}, headers={"Diary-Zone": zone})

    assert db.session.get(Device, phone.id, populate_existing=True).zone == "America/Vancouver"
