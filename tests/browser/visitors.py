"""The people of the demo clinic, each with a browser of their own."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page

from tests.browser import kept
from tests.browser.barriers import SIZES
from tests.browser.screens import IPHONE, Screen, places, press
from tests.browser.server import Site

NewContext = Callable[..., BrowserContext]

STAFF = {
    "practitioner": "practitioner@demo.example",
    "administrator": "admin@demo.example",
    "reception": "reception@demo.example",
}


def sign_in(page: Page, email: str, password: str = "between-sessions") -> None:
    """Type what the first step of signing in asks for."""
    page.goto("/clinic/sign-in")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    with page.expect_navigation():  # a click alone waits for no page
        page.get_by_role("button", name="Sign in").click()


def keep_the_diary(phone: Page) -> None:
    """One visit; then something the clinic would not take, and something that waits for a signal."""
    kept.wait_for_the_diary(phone)
    day = open_check_in(phone)
    kept.keep(phone, day, asked="last_24h", pain=44, note="about the stairs")
    phone.goto("/help")
    phone.locator("[data-line=parked]").wait_for()
    phone.evaluate(kept.END_OF_THE_TALK)  # or it would take the next one along
    kept.keep(phone, day, asked="last_24h", pain=4)


def lose_signal(phone: Page) -> None:
    keep_the_diary(phone)
    phone.context.set_offline(True)


def find_a_cafe(phone: Page) -> None:
    """Something between the phone and the server answers instead of it."""
    keep_the_diary(phone)
    phone.context.route(
        "**/api/v1/sync", lambda route: route.fulfill(status=200, content_type="text/html", body="Café")
    )


def know_nothing(phone: Page) -> None:
    kept.wait_for_the_diary(phone)
    kept.forget_facts(phone)
    phone.context.set_offline(True)


PHONES: dict[str, Callable[[Page], None]] = {
    "patient": lambda phone: None,
    "patient without signal": lose_signal,
    "patient in a café": find_a_cafe,
    "patient of a new phone": know_nothing,
}


def open_check_in(page: Page) -> str:
    """Today's form, empty or with what was saved before; returns its day."""
    page.goto("/?closed=1")
    page.get_by_role("link", name=re.compile("Check in|Add or change something")).click()
    page.wait_for_url("**/check-in/*")
    return page.url.rpartition("/")[2]


class Visitors:
    """Whoever a screen is for, signed in once; today's check-in is saved, so that there is a saved screen."""

    def __init__(self, new_context: NewContext, site: Site) -> None:
        self.new_context = new_context
        self.site = site
        self.known: dict[str, BrowserContext] = {}
        phone = self.of("patient").new_page()
        today = open_check_in(phone)
        phone.locator("#pain .pain-scale__cell").nth(5).click()
        press("Save")(phone)
        self.places = places(self.of("practitioner").new_page(), self.of("administrator").new_page(), today)

    def of(self, who: str) -> BrowserContext:
        """Their browser."""
        if who not in self.known:
            agent = {"user_agent": IPHONE} if who == "iphone" else {}
            self.known[who] = self.new_context(self.site, reduced_motion="reduce", **agent)
            if who in STAFF:
                sign_in(self.known[who].new_page(), STAFF[who])
            if who in PHONES:
                phone = self.known[who].new_page()
                phone.goto("/demo/patient")
                PHONES[who](phone)
        return self.known[who]

    def open(self, screen: Screen) -> Page:
        """The screen on a new page, as wide as a phone."""
        page = self.of(screen.who).new_page()
        page.set_viewport_size(SIZES[0])
        page.goto(screen.path.format(**self.places))
        screen.act(page)
        return page
