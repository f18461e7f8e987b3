"""The short cut into the demo patient's diary: in demo mode, on this machine, and nowhere else."""

import pytest
from sqlalchemy import select, update

from diary import clock, create_app
from diary.accounts.models import Device
from diary.db import db, writing
from diary.ops.demo import fill_if_empty
from diary.ops.demo_phone import DEMO_PHONE
from diary.ops.machine_zone import ELSEWHERE, machine_zone
from diary.practice.domain import zones
from tests.conftest import opened, settings

PATIENT = "/demo/patient"
BANNER = "Demo clinic. Nobody here is real."


@pytest.fixture
def demo(tmp_path, sqlite_template):
    """The diary in demo mode with its clinic."""
    (tmp_path / "diary.sqlite3").write_bytes(sqlite_template.read_bytes())
    for app in opened(create_app(settings(tmp_path, DIARY_DEMO="1"))):
        fill_if_empty(clock.now(), zone="America/Toronto")
        yield app


def from_address(address):
    return {"environ_base": {"REMOTE_ADDR": address}}


def test_this_browser_becomes_the_demo_patients_phone(demo):
    browser = demo.test_client()

    opened_it = browser.get(PATIENT)
    page = browser.get("/settings")

    assert (opened_it.status_code, opened_it.location) == (303, "/")
    assert page.status_code == 200
    assert DEMO_PHONE in page.get_data(as_text=True)


def test_the_demo_patients_phone_was_last_used_when_it_was_opened(demo):
    begun = clock.now()

    demo.test_client().get(PATIENT)

    assert db.session.scalars(select(Device.last_seen_at).where(Device.label == DEMO_PHONE)).one() >= begun


def test_the_demo_patient_is_asked_for_a_number_at_once(demo):
    browser = demo.test_client()
    browser.get(PATIENT)

    page = browser.get("/", follow_redirects=True)

    assert 'name="pain"' in page.get_data(as_text=True)


def test_a_phone_that_was_signed_out_is_paired_anew(demo):
    with writing():
        db.session.execute(update(Device).where(Device.label == DEMO_PHONE).values(signed_out_at=clock.now()))
    browser = demo.test_client()

    browser.get(PATIENT)

    live = select(Device.id).where(Device.label == DEMO_PHONE, Device.signed_out_at.is_(None))
    assert browser.get("/settings").status_code == 200
    assert len(db.session.scalars(live).all()) == 1


@pytest.mark.parametrize("address", ["10.0.0.7", "192.168.1.20", "203.0.113.9", "::ffff:10.0.0.7", "2001:db8::1"])
def test_another_machine_finds_nothing(demo, address):
    response = demo.test_client().get(PATIENT, **from_address(address))

    assert response.status_code == 404
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_this_machine_has_more_than_one_name(demo, address):
    assert demo.test_client().get(PATIENT, **from_address(address)).status_code == 303


@pytest.mark.parametrize("email", ["admin@demo.example", "practitioner@demo.example", "reception@demo.example"])
def test_the_printed_sign_ins_work(demo, email):
    browser = demo.test_client()

    response = browser.send_form("/clinic/sign-in", email=email, password="between-sessions")

    assert response.status_code == 303
    assert browser.get("/clinic/").status_code == 200


def test_the_demo_says_so_on_every_page(demo):
    browser = demo.test_client()

    assert BANNER in browser.get("/clinic/sign-in").get_data(as_text=True)
    assert BANNER in browser.get("/pair").get_data(as_text=True)


def test_outside_demo_mode_nothing_of_it_exists(app, browser):
    response = browser.get(PATIENT)

    assert response.status_code == 404
    assert not [rule for rule in app.url_map.iter_rules() if "demo" in rule.rule or rule.endpoint.startswith("demo")]
    assert BANNER not in browser.get("/clinic/sign-in").get_data(as_text=True)


def test_without_a_demo_clinic_there_is_no_phone_to_open(tmp_path, sqlite_template):
    (tmp_path / "diary.sqlite3").write_bytes(sqlite_template.read_bytes())
    for app in opened(create_app(settings(tmp_path, DIARY_DEMO="1"))):
        assert app.test_client().get(PATIENT).status_code == 404


@pytest.mark.parametrize("told", ["Europe/Berlin", ":Europe/Berlin"])
def test_the_clinic_stands_where_the_machine_says(monkeypatch, told):
    monkeypatch.setenv("TZ", told)

    assert machine_zone() == "Europe/Berlin"


@pytest.mark.parametrize("told", ["", "EST5EDT,M3.2.0,M11.1.0", "../../etc/passwd", "Mars/Olympus"])
def test_a_machine_that_says_nonsense_still_has_a_zone(monkeypatch, told):
    monkeypatch.setenv("TZ", told)

    assert machine_zone() in zones() | {ELSEWHERE}
