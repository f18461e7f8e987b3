"""The proxy breaks a connection exactly where it is told to."""

import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.sweeps.proxy import WHERE, Proxy, proxied

ANSWER = b"x" * 400


class Behind(BaseHTTPRequestHandler):
    """Counts the bodies that arrived whole."""

    protocol_version = "HTTP/1.1"
    whole: list[bytes] = []

    def do_POST(self) -> None:
        wanted = int(self.headers["Content-Length"])
        body = self.rfile.read(wanted)
        if len(body) < wanted:
            return
        self.whole.append(body)
        self.send_response(200)
        self.send_header("Content-Length", str(len(ANSWER)))
        self.end_headers()
        self.wfile.write(ANSWER)

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    Behind.whole.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Behind)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    with proxied(server.server_port) as made:
        yield made
    server.shutdown()
    server.server_close()


def ask(proxy: Proxy, path: str = "/api/v1/sync") -> bytes | None:
    """The answer's body; None when the connection broke."""
    connection = HTTPConnection("127.0.0.1", proxy.port, timeout=5)
    try:
        connection.request("POST", path, b"y" * 100)
        return connection.getresponse().read()
    except Exception:  # noqa: BLE001  # however a broken connection shows
        return None
    finally:
        connection.close()


def test_what_nothing_stops_passes_whole(proxy: Proxy) -> None:
    assert ask(proxy) == ANSWER
    for _moment in range(100):  # it counts once the connection is over
        if proxy.passed:
            break
        time.sleep(0.05)
    assert proxy.passed == {"/api/v1/sync": 1}


@pytest.mark.parametrize("where", WHERE)
def test_a_trap_cuts_once_at_its_place(proxy: Proxy, where: str) -> None:
    proxy.set_trap(where)

    first, second = ask(proxy), ask(proxy)

    assert first == (ANSWER if where == "after" else None)
    assert second == ANSWER
    assert proxy.cuts == {where: 1}


@pytest.mark.parametrize(
    ("where", "arrived"), [("before", 0), ("in_request", 0), ("before_answer", 1), ("in_answer", 1), ("after", 1)]
)
def test_the_server_has_worked_when_the_cut_is_late(proxy: Proxy, where: str, arrived: int) -> None:
    proxy.set_trap(where)

    ask(proxy)

    assert len(Behind.whole) == arrived


def test_other_requests_pass_a_trap(proxy: Proxy) -> None:
    proxy.set_trap("before")

    assert ask(proxy, "/help") == ANSWER
    assert ask(proxy) is None


def test_a_held_request_goes_on_when_it_may(proxy: Proxy) -> None:
    trap = proxy.set_trap("before_answer", held=True)
    answers: list[bytes | None] = []
    waiting = threading.Thread(target=lambda: answers.append(ask(proxy)))
    waiting.start()

    trap.wait()
    assert answers == []
    trap.go_on()
    waiting.join(timeout=5)

    assert answers == [ANSWER]


def test_without_signal_nothing_passes(proxy: Proxy) -> None:
    proxy.offline()
    assert ask(proxy) is None
    proxy.online()
    assert ask(proxy) == ANSWER
