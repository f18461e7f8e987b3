"""After signing in people come back to the page they wanted, and never land on another website."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diary.accounts.after_sign_in import OWN_PATH, safe_next
from diary.accounts.domain import PHONE, STAFF
from tests.factories import PASSWORD

HOSTILE = [
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/\\/evil.example", "https:evil.example",
    "https://evil.example/clinic/", "http:/evil.example", "javascript:alert(1)", "/%2f%2fevil.example", "/%5cevil.example",
    "%2f%2fevil.example", "/\tevil", "/\t/evil.example", "/\n/evil.example", "\r\n//evil.example", " //evil.example",
    "/clinic/\r\nSet-Cookie: a=b", "/clinic//evil.example", "//clinic/account", "/clinic/account@evil.example",
    "https://localhost@evil.example/", "/clinic/../../evil", "/clinic/no-such-page", "/clinic/account#//evil",
    "/static/x.css", "clinic/account", "?next=//evil", "", ".", "/clinic/account;evil", "/clinic/\u2025/evil", "/clinic/account\x00",
    "/clinic/sign-in", "/clinic/sign-in/code", "/clinic/two-step", "/clinic/sign-out", "/pair", "/settings", "/clinic/account?" + "x" * 600,
]  # fmt: skip


@pytest.mark.parametrize("app", ["sqlite"], indirect=True)
@pytest.mark.parametrize("wanted", HOSTILE)
def test_a_hostile_address_is_forgotten(app, bob, wanted):
    with app.test_request_context("/clinic/sign-in"):
        assert safe_next(wanted, STAFF) is None


@pytest.mark.parametrize("wanted", ["/clinic/", "/clinic/account", "/clinic/?q=anna%20b&done=1"])
def test_a_page_of_the_clinic_is_kept(app, wanted):
    with app.test_request_context("/clinic/sign-in"):
        assert safe_next(wanted, STAFF) == wanted


def test_a_phone_returns_to_the_patients_pages_alone(app):
    with app.test_request_context("/pair"):
        assert safe_next("/check-in/2026-11-20", PHONE) == "/check-in/2026-11-20"
        assert safe_next("/clinic/account", PHONE) is None


def test_the_sign_in_leads_to_no_other_website(bob_browser):
    answers = [bob_browser.get("/clinic/sign-in", query_string={"next": wanted}) for wanted in HOSTILE]

    assert {answer.status_code for answer in answers} == {303}
    assert {answer.location for answer in answers} == {"/clinic/"}


def test_the_password_carries_no_hostile_address_on(browser, bob):
    response = browser.send_form("/clinic/sign-in?next=//evil.example", email=bob.email, password=PASSWORD)

    assert response.location == "/clinic/sign-in/code"


@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.from_regex(OWN_PATH, fullmatch=True) | st.text(alphabet="/\\:.@#?%&= \t\nabc2f5c", max_size=30))
def test_whatever_passes_is_a_path_of_this_host(wanted):
    if OWN_PATH.fullmatch(wanted):
        assert wanted.startswith("/")
        assert not wanted.startswith(("//", "/\\"))
        assert not set(wanted) & set("\\\t\r\n :@#")
