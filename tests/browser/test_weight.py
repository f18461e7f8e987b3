"""What a first visit costs on the wire, and that nobody else is asked for anything."""

import gzip

import pytest
from playwright.sync_api import Page

from tests.browser.server import Site

KILOBYTE = 1000


@pytest.fixture
def loaded(page: Page) -> dict[str, int]:
    """Every address that the page loads from an empty cache, with the bytes that crossed the wire, headers included."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}
    wire.on("Network.responseReceived", lambda event: addresses.update({event["requestId"]: event["response"]["url"]}))
    wire.on(
        "Network.loadingFinished",
        lambda event: sizes.update({addresses[event["requestId"]]: int(event["encodedDataLength"])}),
    )
    return sizes


def weight(loaded: dict[str, int], ending: str = "") -> int:
    return sum(size for address, size in loaded.items() if address.endswith(ending))


def test_the_first_check_in_costs_at_most_40_kilobytes(page: Page, site: Site, loaded: dict[str, int]) -> None:
    page.goto(site / "demo/patient")
    loaded.clear()

    page.reload(wait_until="networkidle")

    assert page.locator("#pain").is_visible()
    assert 3 * KILOBYTE < weight(loaded) <= 40 * KILOBYTE
    assert 0 < weight(loaded, ".js") <= 15 * KILOBYTE
    assert 0 < weight(loaded, ".css") <= 8 * KILOBYTE
    assert {address.split("/")[2] for address in loaded} == {site.url.split("/")[2]}


@pytest.mark.parametrize("name", ["Margaret Ellis", "Peter Novak", "Luis Herrera"])
def test_a_one_pager_costs_at_most_15_kilobytes(bobs_desk: Page, name: str) -> None:
    address = bobs_desk.get_by_role("link", name=name).first.get_attribute("href")
    assert address

    answer = bobs_desk.request.get(address, headers={"Accept-Encoding": "gzip"})

    assert answer.ok
    assert len(gzip.compress(answer.body(), 5)) <= 15 * KILOBYTE
