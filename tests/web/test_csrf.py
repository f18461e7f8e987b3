"""Writes are accepted from our own pages only."""

from datetime import date

import pytest
from flask.testing import FlaskClient

FORGERIES = {
    "from another site": {"Sec-Fetch-Site": "cross-site"},
    "from a sister site": {"Sec-Fetch-Site": "same-site"},
    "typed into the address bar": {"Sec-Fetch-Site": "none"},
    "from an old browser on another page": {"Origin": "https://evil.example"},
    "from a sandbox": {"Origin": "null"},
    "with no header at all": {},
}
UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}


def unsafe_routes(app):
    """Every one but those whose address alone lets in; no login has a part in what they do."""
    for rule in app.url_map.iter_rules():
        if getattr(app.view_functions[rule.endpoint], "by_link", False):
            continue
        for method in sorted(UNSAFE & (rule.methods or set())):
            values = {
                name: date(2026, 11, 20) if name == "day" else "00000000-0000-4000-8000-000000000000"
                for name in rule.arguments
            }
            yield method, app.url_map.bind("localhost").build(rule.endpoint, values, method=method)


def test_one_route_takes_what_a_mail_program_sends(app):
    by_link = {name for name, view in app.view_functions.items() if getattr(view, "by_link", False)}

    assert by_link == {"mail.stop"}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_no_route_writes_for_another_website(app, forgery):
    plain = FlaskClient(app)

    for method, path in unsafe_routes(app):
        response = plain.open(path, method=method, headers=FORGERIES[forgery], json={})

        assert response.status_code == 403, f"{method} {path} {forgery}"


def test_a_form_without_its_token_is_refused(app):
    routes = [path for _, path in unsafe_routes(app)]

    refused = [
        app.test_client().post(path, data={"pain": "4"}, headers={"Sec-Fetch-Site": "same-origin"}).status_code
        for path in routes
    ]

    assert routes
    assert set(refused) <= {400, 415}
