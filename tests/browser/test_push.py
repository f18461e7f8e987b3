"""From the server's keys to the notification on a real phone's screen, and back: all of it but the internet."""

import asyncio
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import jwt
import pytest
import time_machine
from playwright.sync_api import Browser, Page, expect

from diary import clock, create_app
from diary.config import Config
from diary.ops.worker import rounds_of
from diary.push.payload import DAILY, TITLE, payload
from diary.push.sealing import Sealer
from diary.push.sending import Push, Sender
from diary.push.server_keys import new_vapid_key, public_half
from diary.push.values import Receiver
from tests.browser import kept
from tests.browser.conftest import DESK
from tests.browser.push_phone import OPEN, APhone, a_phone, addresses, eventually, opened_at
from tests.browser.push_service import BrowserPushService, browser_push_service
from tests.browser.server import NOON, Server
from tests.browser.test_leaving import sign_out
from tests.browser.test_windows import another_comes_in
from tests.browser.visitors import NewContext, sign_in

TAG = "t" * 24
KEY_FILE = "vapid-private-key.pem"
REMINDER = {
    "title": "Diary",
    "body": "Your diary is open. It takes 10 seconds.",
    "tag": TAG,
    "lang": "en",
    "dir": "ltr",
}
TAP = """async () => {
  const [notification] = await registration.getNotifications()
  dispatchEvent(new NotificationEvent("notificationclick", { notification }))
}"""
PUT_OFF = """async () => {
  const [notification] = await registration.getNotifications()
  dispatchEvent(new NotificationEvent("notificationclick", { notification, action: "later" }))
}"""
BUTTONS = "async () => (await registration.getNotifications())[0].actions.map(({ title }) => title)"
LEFT = "async () => (await registration.getNotifications()).length"
SAYS_WHAT_IT_OPENS = """() => {
  const { navigate } = WindowClient.prototype
  self.restore = () => {
    Object.assign(WindowClient.prototype, { navigate })
    delete clients.openWindow
    self.opened = self.restore = undefined
  }
  clients.openWindow = async (address) => { self.opened = address }
}"""
LOSES_IT = "async () => (await (await navigator.serviceWorker.ready).pushManager.getSubscription()).unsubscribe()"
NewPhone = Callable[..., AbstractContextManager[APhone]]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserPushService]:
    with browser_push_service(tmp_path_factory.mktemp("push")) as service:
        yield service


@pytest.fixture(scope="module")
def server(service: BrowserPushService, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo clinic, whose pushes for Chromium's own service go to the one of the tests."""
    server = Server(tmp_path_factory.mktemp("data"), DIARY_DEMO="1", DIARY_PUSH_TEST_MAP=service.instead)
    yield server
    server.kill()


@pytest.fixture(scope="module")
def new_phone(
    chromium: Browser, server: Server, service: BrowserPushService, tmp_path_factory: pytest.TempPathFactory
) -> NewPhone:
    return lambda *desk: a_phone(chromium, server.site, service, tmp_path_factory.mktemp("profile"), *desk)


@pytest.fixture
def desk(new_context: NewContext, server: Server) -> Page:
    page = new_context(server.site, viewport=DESK).new_page()
    sign_in(page, "practitioner@demo.example")
    return page


@pytest.fixture(scope="module")
def subscribed(new_phone: NewPhone) -> Iterator[APhone]:
    with new_phone() as phone:
        phone.subscribe()
        yield phone


@pytest.fixture
def phone(subscribed: APhone, server: Server) -> Iterator[APhone]:
    """Whose patient asked from a tap to be reminded here, with nothing on its screen yet."""
    subscribed.context.set_offline(False)
    if subscribed.token not in addresses(server.site):  # another phone of the demo's has come since
        subscribed.page.goto("/demo/patient")
        subscribed.subscribe()
    subscribed.page.goto("/help")
    subscribed.clear()
    yield subscribed
    subscribed.worker.evaluate("() => self.restore?.()")


def remind(server: Server, service: BrowserPushService, phone: APhone, path: str = "/") -> None:
    """As a worker sends a daily reminder."""
    key = (server.site.data_dir / KEY_FILE).read_bytes()
    said = payload(str(TITLE), str(DAILY), language="en", address=f"{server.site.url}{path}", tag=TAG)
    subscription = phone.subscription
    receiver = Receiver(endpoint=subscription["endpoint"], **subscription["keys"])
    push = Push(receiver=receiver, payload=said, topic=TAG, until=clock.now() + timedelta(hours=2))
    host, _, place = service.instead.partition("=")

    async def sending() -> str:
        async with Sender(Sealer(key, public_half(key), "https://diary.example"), {host: place}) as sender:
            [answer] = await sender.send([push])
            return answer.verdict

    with ThreadPoolExecutor(1) as pool:  # the browser's driver has the event loop of this thread
        assert pool.submit(lambda: asyncio.run(sending())).result() == "accepted"


def test_a_test_goes_all_the_way_and_the_page_knows_that_it_arrived(
    phone: APhone, server: Server, service: BrowserPushService
) -> None:
    before = len(service.arrived)
    phone.page.goto("/reminders")

    phone.page.get_by_role("button", name="Send a test").click()

    expect(phone.page.get_by_text("Sent. You should see it now.")).to_be_visible()
    [arrived] = service.arrived[before:]
    assert phone.shown() == [REMINDER | {"body": "This is a test.", "tag": arrived.headers["topic"]}]
    assert arrived.token == phone.token
    assert arrived.headers["urgency"] == "high"
    assert arrived.headers["content-encoding"] == "aes128gcm"
    assert 30 < int(arrived.headers["ttl"]) <= 60
    signed = re.fullmatch(r"vapid t=([^,]+), k=\S+", arrived.headers["authorization"])
    public = public_half((server.site.data_dir / KEY_FILE).read_bytes())
    claims = jwt.decode(signed[1], public, algorithms=["ES256"], audience="https://jmt17.google.com")  # type: ignore[index]
    assert claims["sub"].startswith("https://")


def test_the_worker_sends_what_the_patient_chose_and_the_phone_shows_it(phone: APhone, server: Server) -> None:
    phone.page.goto("/reminders")
    there = datetime.now(ZoneInfo(NOON)) + timedelta(minutes=2)
    phone.page.get_by_label("Remind me at").fill(there.strftime("%H:%M"))
    phone.page.get_by_role("button", name="Save").click()
    expect(phone.page.get_by_text("Saved.", exact=True)).to_be_visible()
    eventually(lambda: kept.unsettled(phone.page) == [])
    app = create_app(Config.from_env(server.site.env))

    def work() -> None:
        with app.app_context():
            rounds_of(app).go()

    def work_at(moment: datetime) -> None:
        with ThreadPoolExecutor(1) as pool, time_machine.travel(moment):
            pool.submit(work).result()

    work_at(there + timedelta(seconds=30))

    [shown] = phone.shown()
    assert shown == REMINDER | {"tag": shown["tag"]}
    assert len(shown["tag"]) == 24
    assert phone.worker.evaluate(BUTTONS) == ["Check in", "In 1 hour"]

    phone.worker.evaluate(PUT_OFF)

    eventually(lambda: phone.worker.evaluate(LEFT) == 0)
    phone.page.wait_for_timeout(1000)  # of an hour
    work_at(there + timedelta(minutes=61))
    assert phone.shown() == [shown]


def test_a_reminder_that_the_server_could_not_put_off_stays(
    phone: APhone, server: Server, service: BrowserPushService
) -> None:
    remind(server, service, phone)
    phone.shown()
    answers: list[int] = []
    phone.context.on("response", lambda answer: answers.append(answer.status))

    phone.worker.evaluate(PUT_OFF)

    eventually(lambda: phone.page.wait_for_timeout(50) or 404 in answers)
    assert phone.worker.evaluate(LEFT) == 1


def test_where_the_login_ended_a_tap_that_puts_off_opens_the_diary_which_renews_it(
    new_phone: NewPhone, desk: Page, server: Server, service: BrowserPushService
) -> None:
    with new_phone(desk) as phone:
        phone.subscribe()
        remind(server, service, phone)
        phone.shown()
        phone.context.clear_cookies(name="sid")

        phone.worker.evaluate(PUT_OFF)

        phone.page.wait_for_url("**/?src=push")
        expect(phone.page.locator("#pain .pain-scale__cell").first).to_be_visible()
        assert "sid" in {cookie["name"] for cookie in phone.context.cookies()}
        assert phone.worker.evaluate(LEFT) == 1


def test_the_server_knows_the_address_that_the_browser_was_given(phone: APhone, server: Server) -> None:
    assert phone.token in addresses(server.site)
    assert phone.ask("state") == "on"


def test_a_reminder_that_is_sent_twice_is_seen_once(phone: APhone, server: Server, service: BrowserPushService) -> None:
    remind(server, service, phone)
    assert phone.shown() == [REMINDER]
    remind(server, service, phone)
    phone.ask("test")  # what comes after it is there, so it has come

    assert [one for one in phone.shown(2) if one["tag"] == TAG] == [REMINDER]


def test_a_tap_leads_the_open_diary_to_the_question_and_the_server_hears_of_it(
    phone: APhone, server: Server, service: BrowserPushService
) -> None:
    remind(server, service, phone)
    phone.shown()
    assert opened_at(server.site, phone.token) is None

    phone.worker.evaluate(TAP)

    phone.page.wait_for_url("**/?src=push")
    expect(phone.page.locator("#pain .pain-scale__cell").first).to_be_visible()
    assert eventually(lambda: opened_at(server.site, phone.token))
    assert phone.worker.evaluate(LEFT) == 0


def test_a_tap_on_a_page_that_will_not_move_opens_the_diary_anew(
    phone: APhone, server: Server, service: BrowserPushService
) -> None:
    remind(server, service, phone)
    phone.shown()
    phone.worker.evaluate(SAYS_WHAT_IT_OPENS)
    phone.worker.evaluate("() => { WindowClient.prototype.navigate = async () => { throw new TypeError() } }")

    phone.worker.evaluate(TAP)

    assert eventually(lambda: phone.worker.evaluate("() => self.opened")) == f"{server.site.url}/?src=push"


def test_a_tap_takes_no_page_of_the_clinic_away(phone: APhone, server: Server, service: BrowserPushService) -> None:
    remind(server, service, phone)
    phone.shown()
    phone.page.goto("/clinic/sign-in")
    phone.worker.evaluate(SAYS_WHAT_IT_OPENS)

    phone.worker.evaluate(TAP)

    assert eventually(lambda: phone.worker.evaluate("() => self.opened")) == f"{server.site.url}/?src=push"
    assert phone.page.url.endswith("/clinic/sign-in")


@pytest.mark.parametrize("data", ["", "no JSON", "[]", "null", '{"notification":null}', '{"notification":{}}'])
def test_a_push_that_cannot_be_read_is_shown_all_the_same(phone: APhone, data: str) -> None:
    phone.push(data)

    [shown] = phone.shown()
    assert (shown["title"], shown["body"]) == ("Diary", "Your diary is open. It takes 10 seconds.")


def test_a_push_is_shown_without_signal(phone: APhone) -> None:
    phone.context.set_offline(True)
    phone.push('{"notification":{"title":"Diary","body":"This is a test.","tag":"one"}}')

    assert [one["tag"] for one in phone.shown()] == ["one"]


def test_an_address_that_the_browser_lost_is_replaced_at_the_next_start(phone: APhone, server: Server) -> None:
    lost = phone.token
    phone.page.evaluate(LOSES_IT)

    phone.start()

    eventually(lambda: phone.token not in (None, lost) and phone.token in addresses(server.site))
    assert lost not in addresses(server.site)


def test_phones_subscribe_anew_for_a_new_key_of_the_server(
    phone: APhone, server: Server, service: BrowserPushService
) -> None:
    server.kill()
    (server.site.data_dir / KEY_FILE).write_bytes(new_vapid_key())
    server.start()
    before = phone.token

    phone.start()

    eventually(lambda: phone.token != before and phone.token in addresses(server.site))
    remind(server, service, phone)
    assert phone.shown() == [REMINDER]


def test_each_of_a_patients_phones_is_reached(phone: APhone, new_phone: NewPhone, desk: Page, server: Server) -> None:
    with new_phone(desk) as second:
        second.subscribe()
        eventually(lambda: {phone.token, second.token} <= set(addresses(server.site)))

        said = server.site.run("push", "test", second.patient)

        assert said.count("accepted") == len(said.splitlines()) >= 2  # those of other tests are hers too
        assert phone.shown()[0]["body"] == second.shown()[0]["body"] == "This is a test."


def test_a_phone_that_blocks_reminders_is_forgotten_at_its_next_start(new_phone: NewPhone, server: Server) -> None:
    with new_phone() as phone:
        phone.subscribe()
        token = phone.token
        phone.context.clear_permissions()

        phone.start()

        eventually(lambda: token not in addresses(server.site))


def test_signing_out_ends_it_in_the_browser_and_on_the_server(
    new_phone: NewPhone, server: Server, service: BrowserPushService
) -> None:
    with new_phone() as phone:
        phone.subscribe()
        token = phone.token
        phone.page.goto("/settings")

        sign_out(phone.page)

        expect(phone.page).to_have_url(re.compile(r"/pair\?left=1$"))
        assert token not in addresses(server.site)
        service.wait_for(lambda: token in service.ended)


def test_another_patient_on_the_phone_is_sent_nothing_of_the_one_before(
    new_phone: NewPhone, desk: Page, server: Server, service: BrowserPushService
) -> None:
    with new_phone() as phone:
        phone.subscribe()
        alice, token = phone.patient, phone.token

        window = another_comes_in(phone.page, desk)

        window.wait_for_load_state()
        service.wait_for(lambda: token in service.ended)
        assert "gone" in server.site.run("push", "test", alice, ends_with=1)
        assert token not in addresses(server.site)


def test_a_browser_that_reaches_no_push_service_makes_nobody_wait(
    new_phone: NewPhone, service: BrowserPushService
) -> None:
    with new_phone() as phone:
        phone.page.clock.install()
        service.answers_registration = False
        phone.page.evaluate(f"async () => {{ {OPEN} window.asked = push.askAndSubscribe() }}")
        eventually(lambda: phone.page.evaluate("() => localStorage['diary-push']"))

        phone.page.clock.fast_forward(20_000)

        assert phone.page.evaluate("() => window.asked") == "later"
        service.answers_registration = True

        eventually(lambda: phone.ask("state") == "on")
