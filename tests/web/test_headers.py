"""Every answer carries the header set, errors included."""

import pytest

from diary.web.headers import FIXED

PATHS = ["/", "/no-such-page", "/clinic/", "/static/no.css", "/healthz"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT"])
def test_every_answer_carries_the_header_set(app, path, method):
    response = app.test_client().open(path, method=method)

    assert {name: response.headers[name] for name in FIXED} == FIXED
    assert response.headers["Cache-Control"] == "no-store"


def test_the_policy_lets_nothing_run_but_our_own_files(app):
    policy = app.test_client().get("/healthz").headers["Content-Security-Policy"]

    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["style-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert rules["base-uri"] == "'none'"
    assert rules["require-trusted-types-for"] == "'script'"


def test_an_unknown_host_is_refused_with_the_header_set(app):
    response = app.test_client().get("/healthz", base_url="http://evil.example")

    assert response.status_code == 400
    assert response.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("own_app", ["sqlite"], indirect=True)
def test_a_crash_shows_a_page_and_keeps_the_header_set(own_app):
    def crash():
        raise RuntimeError("secret note about pain")

    own_app.add_url_rule("/crash", view_func=crash)
    getattr(own_app, "open_views", set()).add("crash")
    crash.access = "public"

    response = own_app.test_client().get("/crash")

    assert response.status_code == 500
    assert "secret note" not in response.text
    assert {name: response.headers[name] for name in FIXED} == FIXED
