"""The worker keeps what the shells need, no more, and its version follows what it keeps."""

import re

import brotli
import pytest

from diary.pwa.files import files_of, imports_of
from diary.pwa.shells import DrawnShell
from diary.pwa.worker import kept_addresses, routes_of, worker
from diary.web.assets import assets_of

MOST_BYTES = 3000


@pytest.fixture
def assets(app):
    return assets_of(app)


def test_the_worker_is_asked_for_anew_each_time(browser):
    response = browser.get("/sw.js")

    assert response.content_type == "text/javascript; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-cache"


def test_the_worker_is_light(pwa):
    assert len(brotli.compress(pwa.worker.body, quality=11)) <= MOST_BYTES


def test_a_module_brings_what_it_imports(assets):
    page = f'<script type="module" src="{assets.address("js/door.js")}"></script>'

    assert {"js/door.js", "js/modules/pair.js", "js/core/login.js", "js/core/device-key.js"} <= files_of(assets, page)


def test_every_module_that_is_imported_exists(assets):
    for name in assets.modules:
        assert set(imports_of(assets, name)) <= set(assets.by_name), name


def test_the_import_map_alone_brings_nothing(assets, pwa):
    page = pwa.shells["no-signal"].page
    assert assets.address("js/door.js") in page

    assert "js/door.js" not in files_of(assets, page)


def test_everything_that_is_kept_can_be_fetched(browser, assets, pwa):
    kept = kept_addresses(assets, pwa.shells.values())

    assert len(kept) > len(pwa.shells)
    assert {address: browser.get(address).status_code for address in kept} == dict.fromkeys(kept, 200)


def test_nothing_of_the_clinic_is_kept(assets, pwa):
    kept = " ".join(kept_addresses(assets, pwa.shells.values()))

    assert "clinic" not in kept
    assert "/static/patient." in kept


def test_the_longest_address_is_looked_at_first():
    shells = [
        DrawnShell("check-in", ("/", "/check-in/*"), ""),
        DrawnShell("rest", ("*",), ""),
        DrawnShell("home", ("/?closed*",), ""),
    ]

    assert [path for path, _address in routes_of(shells)] == ["/check-in/*", "/?closed*", "/", "*"]


def test_another_shell_makes_another_worker(app, assets, pwa):
    changed = pwa.shells | {"saved": DrawnShell("saved", ("/saved/*",), "something else")}

    versions = [
        re.search(rb'"([0-9a-f]{12})"', worker(app, assets, shells).body).group(1)
        for shells in (pwa.shells, pwa.shells, changed)
    ]

    assert versions[0] == versions[1] != versions[2]
