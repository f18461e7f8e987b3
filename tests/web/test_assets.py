"""Static files live under addresses made of their bytes."""

import gzip
import re

import brotli
import pytest

from diary.web.assets import BEGUN, FILLING, PUSH, Asset, assets_of


@pytest.fixture
def browser(app):
    return app.test_client()


def test_the_address_follows_the_bytes():
    assert Asset("a.css", b"1").address != Asset("a.css", b"2").address
    assert re.fullmatch(r"/static/js/core/a\.[0-9a-f]{8}\.js", Asset("js/core/a.js", b"1").address)


def test_a_file_may_be_kept_for_ever(app, browser):
    response = browser.get(assets_of(app).address("patient.css"))

    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response.headers["Content-Type"] == "text/css; charset=utf-8"


@pytest.mark.parametrize(("encoding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_a_file_travels_compressed(app, browser, encoding, unpack):
    asset = assets_of(app).by_name["patient.css"]

    response = browser.get(asset.address, headers={"Accept-Encoding": encoding})

    assert response.headers["Content-Encoding"] == encoding
    assert unpack(response.data) == asset.body
    assert len(response.data) < len(asset.body)


def test_a_browser_without_compression_gets_the_plain_file(app, browser):
    asset = assets_of(app).by_name["patient.css"]

    response = browser.get(asset.address)

    assert "Content-Encoding" not in response.headers
    assert response.data == asset.body


@pytest.mark.parametrize(
    "path", ["/static/patient.css", "/static/patient.000000000000.css", "/static/../wsgi.py", "/static/css/patient.txt"]
)
def test_an_address_without_the_right_hash_is_not_found(browser, path):
    assert browser.get(path).status_code == 404


def test_scripts_are_served_joined_and_not_in_pieces(app):
    names = {name for name in assets_of(app).by_name if name.endswith(".js")}

    assert {name for name in names if not name.startswith("js/screens/")} == {
        "js/app.js",
        "js/desk.js",
        PUSH,
        *FILLING,
        *BEGUN,
    }
    assert "js/screens/check-in.js" in names
