"""The worker keeps what the shells need, no more, and its version follows what it keeps."""

import re

import brotli
import pytest

from diary.pwa.drawn_shells import DrawnShell
from diary.pwa.files import files_of
from diary.pwa.worker import kept_addresses, routes_of, worker
from diary.web.assets import BEGUN, FILLING, PUSH, assets_of
from diary.web.shells import Shell

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


def test_a_shell_brings_the_files_that_it_names(assets, pwa):
    assert {"js/app.js", "js/screens/plain.js", "patient.css"} <= files_of(assets, pwa.shells["no-signal"].page)
    assert {"js/app.js", "js/screens/pair.js"} <= files_of(assets, pwa.shells["pair"].page)
    assert {"js/screens/home.js", "js/core/today.js"} <= files_of(assets, pwa.shells["home"].page)


def test_everything_that_is_kept_can_be_fetched(browser, assets, pwa):
    kept = kept_addresses(assets, pwa.shells.values())

    assert len(kept) > len(pwa.shells)
    assert {address: browser.get(address).status_code for address in kept} == dict.fromkeys(kept, 200)


def test_everything_that_kept_scripts_ask_for_is_kept(assets, pwa):
    kept = kept_addresses(assets, pwa.shells.values())
    scripts = [assets.by_address[address].body.decode() for address in kept if address.endswith(".js")]

    asked = {address for script in scripts for address in re.findall(r'"(/static/[^"]+)"', script)}

    assert {assets.by_address[address].name for address in asked} == {"js/app.js", PUSH, *FILLING, *BEGUN}
    assert asked <= set(kept)


def test_every_module_that_a_screen_names_is_in_its_script(assets, pwa):
    for shell in pwa.shells.values():
        named = {name for names in re.findall(r'data-module="([^"]+)"', shell.page) for name in names.split()}
        scripts = [assets.by_name[name].body.decode() for name in files_of(assets, shell.page) if name.endswith(".js")]
        known = set(re.findall(r'[{,\n]"?([\w-]+)"?:[A-Z]', "".join(scripts)))

        assert named <= known, shell.shell.name


def test_nothing_of_the_clinic_is_kept(assets, pwa):
    kept = " ".join(kept_addresses(assets, pwa.shells.values()))

    assert "clinic" not in kept
    assert "/static/patient." in kept


def test_the_longest_address_is_looked_at_first():
    shells = [
        DrawnShell(Shell(name, "", paths), "")
        for name, paths in (("check-in", ("/", "/check-in/*")), ("rest", ("*",)), ("home", ("/?closed*",)))
    ]

    assert [path for path, *_rest in routes_of(shells)] == ["/check-in/*", "/?closed*", "/", "*"]


def test_another_shell_makes_another_worker(app, assets, pwa):
    changed = pwa.shells | {"saved": DrawnShell(pwa.shells["saved"].shell, "something else")}

    versions = [
        re.search(rb'"diary-([0-9a-f]{8})"', worker(app, assets, shells).body).group(1)
        for shells in (pwa.shells, pwa.shells, changed)
    ]

    assert versions[0] == versions[1] != versions[2]
