"""A push service for a real Chromium, with no internet: it registers browsers, takes pushes as FCM does, and delivers them.

Chromium asks three addresses, which its command line may name: one checks a device in, one registers a site, and a socket that
stays open brings what is pushed (MCS). What it reads of the last two is a handful of protobuf fields, written here by hand.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Thread
from urllib.parse import parse_qs

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

HOST = "jmt17.google.com"  # what a Chromium that is not Google's own calls its push service
VERSION, LOGIN, LOGGED_IN, MESSAGE = 41, 2, 3, 8
VARINT, FIXED, BYTES = 0, 1, 2
Field = tuple[int, int | bytes | str]


@dataclass(frozen=True)
class Registration:
    """A site that subscribed: what Chromium wants to hear again with each push for it."""

    app: str
    subtype: str
    sender: str


@dataclass(frozen=True)
class Arrived:
    """One push as it came from a server of ours."""

    token: str
    headers: dict[str, str]
    body: bytes


@dataclass
class BrowserPushService:
    """Delivers what it takes; answers with `status` while that is no 201."""

    port: int = 0
    socket_port: int = 0
    status: int = 201
    answers_registration: bool = True
    registered: dict[str, Registration] = field(default_factory=dict)
    ended: list[str] = field(default_factory=list)  # tokens, in order
    arrived: list[Arrived] = field(default_factory=list)
    browsers: list[ssl.SSLSocket] = field(default_factory=list)
    changed: Condition = field(default_factory=Condition)

    @property
    def instead(self) -> str:
        """As DIARY_PUSH_TEST_MAP has it."""
        return f"{HOST}=127.0.0.1:{self.port}"

    @property
    def switches(self) -> list[str]:
        """Chromium's, so that it asks here and nowhere else."""
        return [
            f"--gcm-checkin-url=http://127.0.0.1:{self.port}/checkin",
            f"--gcm-registration-url=http://127.0.0.1:{self.port}/register3",
            f"--gcm-mcs-endpoint=https://127.0.0.1:{self.socket_port}",
            "--ignore-certificate-errors",
        ]

    def wait_for(self, happened: Callable[[], object], seconds: float = 20) -> None:
        with self.changed:
            assert self.changed.wait_for(happened, seconds), "it never came"

    def note(self, change: Callable[[], object]) -> None:
        with self.changed:
            change()
            self.changed.notify_all()

    def register(self, asked: dict[str, str]) -> bytes:
        if asked.get("delete") == "true":
            found = [token for token, one in self.registered.items() if one.subtype == asked.get("X-subtype")]
            self.note(lambda: [self.end(token) for token in found])
            return f"deleted={asked['app']}".encode()
        if "X-subtype" not in asked:
            return b"token=its-own"  # what Chromium wants for itself
        token = f"token-{len(self.registered) + len(self.ended) + 1}"
        made = Registration(asked["app"], asked["X-subtype"], asked["sender"])
        self.note(lambda: self.registered.update({token: made}))
        return f"token={token}".encode()

    def end(self, token: str) -> None:
        del self.registered[token]
        self.ended.append(token)

    def take(self, push: Arrived) -> int:
        """Keep a push, and pass it on to the browser that its address belongs to."""
        self.note(lambda: self.arrived.append(push))
        if push.token not in self.registered:
            return 410
        if self.status == 201:
            self.deliver(push)
        return self.status

    def deliver(self, push: Arrived) -> None:
        to = self.registered[push.token]
        stanza = [
            (3, to.sender),
            (5, to.app),
            (7, message((1, "subtype"), (2, to.subtype))),
            (7, message((1, "content-encoding"), (2, push.headers["content-encoding"]))),
            (9, f"push-{len(self.arrived)}"),
            (17, int(push.headers["ttl"])),
            (18, int(time.time() * 1000)),
            (21, push.body),
        ]
        for browser in self.browsers:
            with suppress(OSError):
                browser.sendall(frame(MESSAGE, message(*stanza)))


def varint(number: int) -> bytes:
    rest, last = number >> 7, number & 0x7F
    return bytes([last | 0x80]) + varint(rest) if rest else bytes([last])


def message(*fields: Field, fixed: tuple[int, ...] = ()) -> bytes:
    """Protobuf: numbers as varints, or of eight bytes when their field is `fixed`; all else with its length."""
    said = b""
    for place, value in fields:
        raw = value.encode() if isinstance(value, str) else value
        if isinstance(raw, bytes):
            said += varint(place << 3 | BYTES) + varint(len(raw)) + raw
        elif place in fixed:
            said += varint(place << 3 | FIXED) + raw.to_bytes(8, "little")
        else:
            said += varint(place << 3 | VARINT) + varint(raw)
    return said


def frame(tag: int, said: bytes) -> bytes:
    return bytes([tag]) + varint(len(said)) + said


CHECKED_IN = message((1, 1), (3, int(time.time() * 1000)), (7, 4242), (8, 2424), (11, "one"), fixed=(7, 8))


def read_frame(stream: socket.SocketIO) -> int:
    """The kind of the next frame, whose words nobody here needs.

    Raises:
        ConnectionError: The browser is gone.
    """
    kind, length, shift = one_byte(stream), 0, 0
    while (byte := one_byte(stream)) & 0x80:
        length, shift = length | (byte & 0x7F) << shift, shift + 7
    for _byte in range(length | byte << shift):
        one_byte(stream)
    return kind


def one_byte(stream: socket.SocketIO) -> int:
    found = stream.read(1)
    if not found:
        raise ConnectionError
    return found[0]


def talk(service: BrowserPushService, browser: ssl.SSLSocket) -> None:
    """One browser's socket, until it closes it."""
    with suppress(OSError), browser, browser.makefile("rb") as stream:
        browser.do_handshake()
        one_byte(stream)  # type: ignore[arg-type]
        while True:
            kind = read_frame(stream)  # type: ignore[arg-type]
            if kind == LOGIN:
                browser.sendall(
                    bytes([VERSION]) + frame(LOGGED_IN, message((1, "login"), (8, int(time.time() * 1000))))
                )
                service.note(lambda: service.browsers.append(browser))
            elif kind == 0:
                browser.sendall(frame(1, b""))


def certificate(folder: Path) -> ssl.SSLContext:
    """Of nobody: Chromium is told to ask for none."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "push")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), now - timedelta(days=1), now + timedelta(days=1)
    ).sign(key, hashes.SHA256())
    path = folder / "push-service.pem"
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(private + made.public_bytes(Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context


class Handler(BaseHTTPRequestHandler):
    """What Chromium and our own servers ask over HTTP."""

    protocol_version = "HTTP/1.1"
    service: BrowserPushService

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/checkin":
            return self.answer(200, CHECKED_IN, "application/x-protobuffer")
        if self.path.startswith("/register"):
            while not self.service.answers_registration:
                time.sleep(0.05)
            return self.answer(
                200, self.service.register({name: values[0] for name, values in parse_qs(body.decode()).items()})
            )
        headers = {name.lower(): value for name, value in self.headers.items()}
        return self.answer(self.service.take(Arrived(self.path.rpartition("/")[2], headers, body)))

    def answer(self, status: int, body: bytes = b"", kind: str = "text/plain") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the library's
        pass


@contextmanager
def browser_push_service(folder: Path) -> Iterator[BrowserPushService]:
    """Both halves, each on a port of its own."""
    service = BrowserPushService()
    handler = type("Handler", (Handler,), {"service": service})
    context = certificate(folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, socket.create_server(("127.0.0.1", 0)) as listener:
        service.port, service.socket_port = server.server_address[1], listener.getsockname()[1]

        def accept() -> None:
            while True:
                try:
                    plain, _where = listener.accept()
                except OSError:
                    return  # the block has ended
                sealed = context.wrap_socket(plain, server_side=True, do_handshake_on_connect=False)
                Thread(target=talk, args=(service, sealed), daemon=True).start()

        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        Thread(target=accept, daemon=True).start()
        yield service
        server.shutdown()
        listener.shutdown(socket.SHUT_RDWR)
