"""A network between a browser and a server: it counts what is asked, and is slow or broken when told so."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

from tests.browser.server import Site

HOP = {"connection", "keep-alive", "transfer-encoding", "server", "date"}


class Front(ThreadingHTTPServer):
    """Passes every request on to a site, whose address browsers never see."""

    daemon_threads = True

    def __init__(self, site: Site) -> None:
        super().__init__(("127.0.0.1", 0), Passing)
        self.site = site
        self.url = f"http://localhost:{self.server_port}"
        self.asked: list[str] = []
        self.answered: list[tuple[str, int]] = []
        self.seconds = 0.0  # before each answer
        self.instead: dict[str, tuple[int, str, bytes]] = {}  # start of an address → status, type and body

    def handle_error(self, *request: object) -> None:
        """A browser that hangs up is no fault of ours."""

    def now_as(self, site: Site) -> None:
        """From here on another server answers."""
        self.site = site


class Passing(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Front

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append(f"{self.command} {self.path}")
        time.sleep(self.server.seconds)
        planned = next((answer for start, answer in self.server.instead.items() if self.path.startswith(start)), None)
        status, headers, content = planned_answer(*planned) if planned else self.passed_on(body)
        self.server.answered.append((self.path, status))
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_POST = do_HEAD = do_GET  # noqa: N815  # as the library calls them

    def passed_on(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        place = urlsplit(self.server.site.url)
        connection = HTTPConnection(place.hostname or "", place.port, timeout=60)
        connection.request(self.command, self.path, body=body or None, headers=dict(self.headers.items()))
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return (
            answer.status,
            [pair for pair in answer.getheaders() if pair[0].lower() not in HOP | {"content-length"}],
            content,
        )

    def log_message(self, *words: object) -> None:
        """Quiet."""


def planned_answer(status: int, kind: str, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
    return status, [("Content-Type", kind)], body


@contextmanager
def fronted(site: Site) -> Iterator[Front]:
    """A network before a site, as long as the block lasts."""
    front = Front(site)
    threading.Thread(target=front.serve_forever, daemon=True).start()
    try:
        yield front
    finally:
        front.shutdown()
        front.server_close()
