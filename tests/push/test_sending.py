"""Pushes arrive at their service as it wants them, and its answers are heard."""

import asyncio
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from aiohttp import ClientTimeout
from structlog.testing import capture_logs
from yarl import URL

from diary import clock
from diary.push.answers import Answer, Verdict
from diary.push.sealing import Sealer
from diary.push.sending import MOST_READ, PATIENCE, PublicAddresses, Push, Sender
from diary.push.services import MOST_COMPLAINTS, REST, TROUBLES, Service
from tests.browser.server import free_port
from tests.push.opening import Phone, a_phone
from tests.push.service import FCM, PushService, push_service
from tests.push.test_hosts import HOSTILE
from tests.push.test_sealing import CONTACT, PRIVATE, PUBLIC, claims

ENDPOINT = f"https://{FCM}/fcm/send/abc:def?x=%2b"
NOW = datetime(2026, 11, 21, 20, tzinfo=UTC)


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as service:
        yield service


@pytest.fixture
def phone() -> Phone:
    return a_phone()


def a_push(phone: Phone, endpoint: str = ENDPOINT, minutes: float = 90) -> Push:
    until = clock.now() + timedelta(minutes=minutes)
    return Push(receiver=phone.receiver(endpoint), payload=b"open", topic="t" * 24, until=until)


def send(
    service: PushService,
    *pushes: Push,
    times: int = 1,
    kind: type[Sender] = Sender,
    instead: Mapping[str, str] | None = None,
) -> list[Answer]:
    """What the last of so many rounds was answered."""

    async def sending() -> list[Answer]:
        async with kind(Sealer(PRIVATE, PUBLIC, CONTACT), instead or service.instead) as sender:
            for _round in range(times):
                answers = await sender.send(pushes)
            return answers

    return asyncio.run(sending())


def test_a_push_arrives_and_its_phone_can_open_it(service, phone):
    assert send(service, a_push(phone)) == [Answer(Verdict.ACCEPTED)]

    [sent] = service.sent
    assert sent.path == "/fcm/send/abc:def?x=%2b"
    assert phone.opened(sent.body) == b"open"


def test_its_headers_are_those_of_web_push(service, phone):
    send(service, a_push(phone))

    [sent] = service.sent
    assert claims(sent.headers["authorization"])["aud"] == f"https://{FCM}"
    assert sent.headers["content-encoding"] == "aes128gcm"
    assert sent.headers["content-type"] == "application/octet-stream"
    assert sent.headers["urgency"] == "high"
    assert sent.headers["topic"] == "t" * 24
    assert 90 * 60 - 10 <= int(sent.headers["ttl"]) <= 90 * 60


def test_what_is_of_no_use_any_more_is_not_sent(service, phone):
    assert send(service, a_push(phone, minutes=-1), a_push(phone, minutes=0.01)) == [Answer(Verdict.LATER)] * 2
    assert service.sent == []


@pytest.mark.parametrize(
    ("status", "verdict"), [(410, Verdict.GONE), (403, Verdict.DISTRUSTED), (413, Verdict.REFUSED)]
)
def test_the_answer_is_heard(service, phone, status, verdict):
    service.status = status

    assert send(service, a_push(phone)) == [Answer(verdict)]


def complaints(service: PushService, phone: Phone, *statuses: int) -> list[tuple[int | None, str]]:
    """What the log says when a service gives these answers, one after the other."""

    async def sending() -> None:
        async with Sender(Sealer(PRIVATE, PUBLIC, CONTACT), service.instead) as sender:
            for service.status in statuses:
                await sender.send([a_push(phone)])

    with capture_logs() as logs:
        asyncio.run(sending())
    assert {log["place"] for log in logs} <= {FCM}
    return [(log["status"], log["kind"]) for log in logs]


def test_why_a_push_is_not_taken_is_in_the_log_once_for_each_answer(service, phone):
    service.body = b'{"reason": "BadWebPushTopic"}'

    assert complaints(service, phone, 400, 413, 400) == [(400, "BadWebPushTopic"), (413, "BadWebPushTopic")]


def test_that_a_service_does_not_answer_is_in_the_log(phone):
    assert complaints(PushService(port=free_port()), phone, 201, 201) == [(None, "")]


def test_a_push_that_is_taken_and_a_phone_that_is_gone_are_not_in_the_log(service, phone):
    assert complaints(service, phone, 201, 410, 404) == []


def test_of_a_long_answer_the_beginning_alone_is_read(service, phone):
    service.body = b" " * MOST_READ + b'{"reason": "TooLate"}'

    assert complaints(service, phone, 400) == [(400, "")]


def test_a_service_with_ever_new_complaints_does_not_fill_the_log():
    found = Service()

    assert sum(found.is_news(400, f"reason {number}") for number in range(1000)) == MOST_COMPLAINTS


def test_a_redirect_is_not_followed(service, phone):
    service.status, service.headers = 307, {"Location": f"http://127.0.0.1:{service.port}/elsewhere"}

    assert send(service, a_push(phone)) == [Answer(Verdict.DEAD)]
    assert len(service.sent) == 1


@contextmanager
def breaking_off(status: str) -> Iterator[PushService]:
    """A push service whose answers end before their bodies do."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _address = server.accept()
            with connection:
                connection.recv(65536)
                connection.sendall(f"HTTP/1.1 {status}\r\nContent-Length: 10\r\n\r\n".encode())

        thread = Thread(target=answer)
        thread.start()
        yield PushService(port=server.getsockname()[1])
        thread.join()


@pytest.mark.parametrize(("status", "verdict"), [("201 Created", Verdict.ACCEPTED), ("410 Gone", Verdict.GONE)])
def test_a_status_counts_even_when_the_rest_of_the_answer_breaks_off(phone, status, verdict):
    with breaking_off(status) as service:
        assert send(service, a_push(phone)) == [Answer(verdict)]


def test_a_service_that_asks_for_patience_is_not_asked_again(service, phone):
    service.status, service.headers = 429, {"Retry-After": "120"}

    [answer] = send(service, a_push(phone), times=3)

    assert len(service.sent) == 1
    assert answer.verdict is Verdict.LATER
    assert timedelta(minutes=1) < (answer.wait or timedelta(0)) <= timedelta(minutes=2)


def test_nobody_at_the_other_end_is_no_answer(phone):
    assert send(PushService(port=free_port()), a_push(phone)) == [Answer(Verdict.LATER)]


def test_who_never_answers_is_given_up(service, phone, monkeypatch):
    monkeypatch.setattr("diary.push.sending.PATIENCE", ClientTimeout(total=0.3))
    service.latency = lambda: 5.0

    assert send(service, a_push(phone)) == [Answer(Verdict.LATER)]
    assert len(service.sent) == 1


def test_nobody_is_waited_for_longer_than_ten_seconds_nor_five_for_a_connection():
    assert PATIENCE.total is not None
    assert PATIENCE.total <= 10
    assert PATIENCE.sock_connect is not None
    assert PATIENCE.sock_connect <= 5


def test_pushes_one_after_the_other_go_over_one_connection(service, phone):
    assert send(service, a_push(phone), times=3) == [Answer(Verdict.ACCEPTED)]

    assert len(service.sent) == 3
    assert len({sent.port for sent in service.sent}) == 1


def test_no_push_goes_through_a_proxy_that_the_environment_names(service, phone, monkeypatch):
    with push_service() as proxy:
        for name in ("http_proxy", "https_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
            monkeypatch.setenv(name.upper(), f"http://127.0.0.1:{proxy.port}")
        monkeypatch.delenv("no_proxy", raising=False)
        monkeypatch.delenv("NO_PROXY", raising=False)

        send(service, a_push(phone))

    assert proxy.sent == []
    assert len(service.sent) == 1


def test_an_address_that_was_planted_in_the_database_is_not_asked(service, phone):
    assert send(service, *(a_push(phone, endpoint) for endpoint in HOSTILE)) == [Answer(Verdict.REFUSED)] * len(HOSTILE)
    assert service.sent == []


def test_keys_that_are_none_stop_no_other_push(service, phone):
    broken = Push(
        receiver=type(phone.receiver(ENDPOINT))(endpoint=ENDPOINT, p256dh="AAAA", auth="AAAA"),
        payload=b"open",
        topic="t" * 24,
        until=clock.now() + timedelta(hours=1),
    )

    assert send(service, broken, a_push(phone)) == [Answer(Verdict.REFUSED), Answer(Verdict.ACCEPTED)]


def test_a_defect_in_one_delivery_costs_nobody_else_a_push_and_sends_nobody_two(service, phone):
    class Defective(Sender):
        def address(self, endpoint: str, host: str) -> URL:
            if endpoint.endswith("/1"):
                raise RuntimeError
            return super().address(endpoint, host)

    pushes = [a_push(phone, f"https://{FCM}/fcm/send/{number}") for number in range(4)]

    answers = send(service, *pushes, kind=Defective)

    assert [place for place, answer in enumerate(answers) if answer.verdict is Verdict.REFUSED] == [1]
    assert sorted(int(sent.path.rpartition("/")[2]) for sent in service.sent) == [0, 2, 3]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_name_that_leads_into_the_own_network_leads_nowhere(host):
    async def resolving() -> None:
        await PublicAddresses().resolve(host, 443)

    with pytest.raises(OSError, match="no public address"):
        asyncio.run(resolving())


def test_a_push_service_whose_name_leads_into_the_own_network_is_sent_nothing(service, phone):
    leads_here = {FCM: f"localhost:{service.port}"}

    assert send(service, a_push(phone), instead=leads_here) == [Answer(Verdict.LATER)]
    assert service.sent == []


def test_a_service_rests_after_five_troubles_in_a_row():
    service = Service()
    for _trouble in range(4):
        service.hear(Answer(Verdict.DISTRUSTED), NOW)
    assert service.rest(NOW) is None

    service.hear(Answer(Verdict.LATER), NOW)

    assert service.rest(NOW) == REST
    assert service.rest(NOW + REST) is None


def test_a_service_in_trouble_rests_however_little_it_asks_for():
    service = Service()
    for _trouble in range(TROUBLES):
        service.hear(Answer(Verdict.LATER, timedelta(0)), NOW)
    assert service.rest(NOW) == REST

    service.hear(Answer(Verdict.LATER, 2 * REST), NOW)
    assert service.rest(NOW) == 2 * REST


def test_one_push_that_is_accepted_ends_the_troubles():
    service = Service()
    for verdict in [Verdict.LATER] * (TROUBLES - 1) + [Verdict.ACCEPTED, Verdict.LATER]:
        service.hear(Answer(verdict), NOW)

    assert service.rest(NOW) is None
    assert service.answers == {Verdict.LATER: TROUBLES, Verdict.ACCEPTED: 1}
