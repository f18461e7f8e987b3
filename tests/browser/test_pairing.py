"""A phone shows its code, the desk types it, the phone keeps a diary; its key brings it back when the cookie is gone."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import kept
from tests.browser.barriers import barriers, overflow, small_targets
from tests.browser.conftest import PHONE, Site

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"
KEY = """async () => {
  const opened = indexedDB.open('diary-key', 1);
  const database = await new Promise((done) => { opened.onsuccess = () => done(opened.result) });
  const asked = database.transaction('key').objectStore('key').get('this phone');
  const phone = await new Promise((done) => { asked.onsuccess = () => done(asked.result) });
  database.close();
  if (phone.device === null) return {device: null, exported: null};
  const exported = await crypto.subtle.exportKey('jwk', phone.key.privateKey).then(() => true, () => false);
  return {device: phone.device, exported};
}"""


@pytest.fixture
def phone(page: Page, site: Site) -> Page:
    """A phone that shows its code."""
    page.goto(site / "settings")
    expect(page.get_by_role("heading", name="Your code")).to_be_visible()
    return page


def code_on(phone: Page) -> str:
    shown = phone.locator(".pair__code")
    expect(shown).to_have_text(re.compile(r"^[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}$"))
    return shown.inner_text()


def sign_out(phone: Page) -> None:
    phone.get_by_role("button", name="Sign out of this phone").click()
    phone.get_by_role("dialog").get_by_role("button", name="Sign out", exact=True).click()


def type_at_the_desk(desk: Page, code: str) -> None:
    """Pair the phone with the first patient of the list."""
    desk.locator(".patients__name").first.click()
    desk.goto(f"{desk.url}/pair")
    desk.get_by_label(re.compile("Type the code")).fill(code.lower())
    desk.get_by_role("button", name="Continue").click()
    expect(desk.locator(".found-phone")).to_contain_text("just now")
    desk.locator("label.option").first.click()
    desk.get_by_role("button", name="Pair this phone").click()


@pytest.fixture
def paired(phone: Page, bobs_desk: Page) -> Page:
    """A phone that was let in just now."""
    type_at_the_desk(bobs_desk, code_on(phone))
    phone.wait_for_url(re.compile(r"\d/settings$"))
    return phone


def test_a_code_typed_at_the_desk_lets_the_phone_in(paired: Page) -> None:
    expect(paired.get_by_role("heading", name="Settings")).to_be_visible()


def test_no_script_can_copy_the_key(paired: Page) -> None:
    kept = paired.evaluate(KEY)

    assert kept["device"]
    assert kept["exported"] is False


def test_a_phone_that_lost_its_cookie_comes_back_by_itself(paired: Page) -> None:
    paired.context.clear_cookies(name="sid")

    paired.goto("/settings")

    paired.wait_for_url(re.compile(r"\d/settings$"))
    expect(paired.get_by_role("heading", name="Settings")).to_be_visible()


def test_a_form_that_came_too_late_is_sent_again_by_itself(paired: Page) -> None:
    paired.locator("input[name=theme][value=dark]").check()
    paired.context.clear_cookies(name="sid")

    paired.get_by_role("button", name="Save", exact=True).click()

    expect(paired.get_by_role("heading", name="Settings")).to_be_visible()
    expect(paired.locator("html")).to_have_attribute("data-look", "dark")


def test_a_phone_that_is_signed_out_forgets_its_key(paired: Page) -> None:
    before = paired.evaluate(KEY)["device"]

    sign_out(paired)

    expect(paired.get_by_role("heading", name="Your code")).to_be_visible()
    assert before
    assert paired.evaluate(KEY)["device"] is None


def test_a_login_that_ended_at_the_last_moment_does_not_keep_the_clinic_from_hearing_of_it(paired: Page) -> None:
    signed_out = {"error": {"code": "signed_out", "message": "Sign in to go on."}}
    paired.context.route("**/settings/leave", lambda route: route.fulfill(status=401, json=signed_out), times=1)

    with paired.expect_response(lambda answer: answer.url.endswith("/settings/leave") and answer.status == 200):
        sign_out(paired)

    expect(paired.get_by_role("heading", name="Your code")).to_be_visible()


FORMER = "0" * 36
# The diary of an earlier patient; this window holds on to it as long as it is open.
HOLD_FORMER = f"""async (owner) => {{ {kept.CORE}
  await Store.open({{databases: indexedDB, subtle: crypto.subtle, owner}})
  await new KeyStore(indexedDB).write({{key: null, device: null, owner}})
  const opening = indexedDB.open(`diary-${{owner}}`)
  await new Promise((done) => {{ opening.onsuccess = done }})
  window.held = opening.result
}}"""
FORMER_IS_GONE = "async (owner) => !(await indexedDB.databases()).some((one) => one.name === `diary-${owner}`)"


def test_an_earlier_patients_diary_that_cannot_be_cleared_yet_keeps_nobody_from_pairing(
    phone: Page, bobs_desk: Page
) -> None:
    other = phone.context.new_page()
    other.goto("/healthz")
    other.evaluate(HOLD_FORMER, FORMER)
    phone.reload()

    type_at_the_desk(bobs_desk, code_on(phone))

    phone.wait_for_url(re.compile(r"\d/settings$"))
    assert not phone.evaluate(FORMER_IS_GONE, FORMER)
    other.close()
    kept.wait_until(phone, FORMER_IS_GONE, FORMER)


@pytest.mark.parametrize(("wanted", "opened"), [("/help", "/help"), ("//portal.example/", "/")])
def test_a_phone_that_waited_for_a_signal_opens_the_screen_that_was_asked_for(
    paired: Page, wanted: str, opened: str
) -> None:
    kept.wait_for_the_diary(paired)
    paired.context.clear_cookies(name="sid")
    paired.context.set_offline(True)
    paired.goto(f"/pair?next={quote(wanted, safe='')}")
    expect(paired.get_by_role("heading", name="No signal")).to_be_visible()

    paired.context.set_offline(False)

    paired.wait_for_url(re.compile(rf"\d{opened}$"))


def test_help_names_the_clinic_of_a_phone_whose_login_ended(paired: Page) -> None:
    kept.wait_for_the_diary(paired)
    paired.context.route("**/session/challenge", lambda route: route.abort())
    paired.context.clear_cookies(name="sid")

    paired.goto("/help")

    expect(paired.get_by_text("555 0134").first).to_be_visible()
    paired.get_by_role("button", name="I have called").click()
    expect(paired.get_by_text("It does not replace a call.")).to_be_visible()


def test_a_busy_server_is_not_called_a_lack_of_signal(paired: Page) -> None:
    kept.wait_for_the_diary(paired)
    paired.context.clear_cookies(name="sid")
    paired.context.route("**/session/challenge", lambda route: route.fulfill(status=503, body="busy"))

    paired.goto("/pair")

    expect(paired.get_by_text("The diary is busy right now. We will try again by ourselves.")).to_be_visible()
    expect(paired.get_by_role("link", name="Open your diary")).to_be_visible()
    expect(paired.get_by_role("heading", name="No signal")).to_be_hidden()


def test_without_signal_the_page_says_so_and_keeps_its_code(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(viewport=PHONE, base_url=site.url)
    page = context.new_page()
    page.goto("/pair")
    code = code_on(page)

    context.set_offline(True)
    expect(page.get_by_role("heading", name="No signal")).to_be_visible()
    expect(page.get_by_text("We will try your code again when you are back online.")).to_be_visible()
    context.set_offline(False)

    expect(page.locator(".pair__code")).to_be_visible()
    assert code_on(page) == code
    context.close()


def test_without_signal_the_page_speaks_of_no_code_that_was_never_shown(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(viewport=PHONE, base_url=site.url)
    context.route("**/pair", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page = context.new_page()
    page.goto("/pair")

    expect(page.get_by_role("heading", name="No signal")).to_be_visible()
    expect(page.get_by_text("We will go on when you are back online.")).to_be_visible()
    expect(page.get_by_text("try your code again")).to_be_hidden()
    context.close()


@pytest.mark.parametrize(
    ("defect", "heading"),
    [
        (
            "IDBObjectStore.prototype.put = () => { throw new DOMException('', 'DataCloneError') }",
            "cannot keep its key",
        ),
        ("crypto.subtle.exportKey = () => { throw new TypeError('ours') }", "Something went wrong on our side"),
    ],
)
def test_only_a_phone_that_cannot_keep_its_key_is_said_to(
    chromium: Browser, site: Site, defect: str, heading: str
) -> None:
    context = chromium.new_context(viewport=PHONE, base_url=site.url)
    context.add_init_script(defect)
    page = context.new_page()
    page.goto("/pair")

    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    context.close()


def test_an_iphones_browser_shows_how_to_install_first(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(viewport=PHONE, user_agent=IPHONE, base_url=site.url)
    page = context.new_page()
    page.goto("/")

    expect(page.get_by_role("heading", name="Put your diary on your home screen")).to_be_visible()
    page.get_by_role("button", name="Use it in Safari").click()

    expect(page.get_by_role("heading", name="Your code")).to_be_visible()
    context.close()


def test_without_script_the_page_says_what_to_do(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False, base_url=site.url)
    page = context.new_page()
    page.goto("/")

    expect(page.get_by_role("heading", name="Your phone cannot show its code yet")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/pair", "/clinic/sign-in"])
def test_nothing_outside_stands_in_anybodys_way(page: Page, path: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(path)
    page.locator("h1:visible").wait_for()

    assert barriers(page) == []
    assert small_targets(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert overflow(page) == 0


def test_staff_sign_in_with_keys_alone(page: Page) -> None:
    page.goto("/clinic/sign-in")
    page.get_by_label("E-mail address").focus()
    page.keyboard.type("practitioner@demo.example")
    page.keyboard.press("Tab")
    page.keyboard.type("between-sessions")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(r"/clinic/$"))
