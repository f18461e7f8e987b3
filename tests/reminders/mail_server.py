"""A mail server on this machine that takes letters over real sockets, with and without TLS (RFC 5321, 3207, 4954)."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class Mailroom:
    """What the server does, and what it was given."""

    security: str = "off"  # tls, starttls, or off
    trust: ssl.SSLContext | None = None
    answers: dict[str, str] = field(default_factory=dict)  # by recipient or by command: instead of "250 OK"
    letters: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, str]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)  # every command, with whether it came over TLS
    port: int = 0
    hold: threading.Event | None = None  # what was taken is answered once this is set


class Talk(StreamRequestHandler):
    """One connection."""

    server: "Server"

    def handle(self) -> None:
        self.room, self.is_closed, self.sender, self.recipient = self.server.room, False, "", ""
        if self.room.security == "tls":
            self.close_to_others()
        self.answer("220 mail.example ready")
        with suppress(OSError, EOFError):
            while self.obey(self.rfile.readline().decode().rstrip("\r\n")):
                pass

    def close_to_others(self) -> None:
        assert self.room.trust is not None
        self.request = self.room.trust.wrap_socket(self.request, server_side=True)
        self.rfile, self.wfile, self.is_closed = self.request.makefile("rb"), self.request.makefile("wb", 0), True

    def answer(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())

    def obey(self, line: str) -> bool:
        word, _, rest = line.partition(" ")
        word = word.upper()  # commands are the same in small letters
        self.room.said.append(f"{'closed' if self.is_closed else 'open'} {word} {rest}".rstrip())
        if not line or word == "QUIT":
            self.answer("221 Bye")
            return False
        if word == "EHLO":
            offers = [] if self.is_closed or self.room.security != "starttls" else ["STARTTLS"]
            for offer in ["mail.example", *offers]:
                self.answer(f"250-{offer}")
            self.answer("250 AUTH PLAIN")
        elif word == "STARTTLS":
            self.answer("220 Go on")
            self.close_to_others()
        elif word == "DATA":
            self.take()
        else:
            self.sender = rest.partition("<")[2].partition(">")[0] if word == "MAIL" else self.sender
            self.recipient = rest.partition("<")[2].partition(">")[0] if word == "RCPT" else self.recipient
            fine = "235 Welcome" if word == "AUTH" else "250 OK"
            self.answer(self.room.answers.get(self.recipient if word == "RCPT" else word, fine))
        return True

    def take(self) -> None:
        self.answer("354 Go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        answer = self.room.answers.get("DATA", "250 Taken")
        if answer.startswith("250"):
            self.room.letters.append(message_from_bytes(b"".join(lines), policy=policy.default))  # type: ignore[arg-type]
            self.room.envelopes.append((self.sender, self.recipient))
        if self.room.hold is not None:
            self.room.hold.wait()
        self.answer(answer)


class Server(ThreadingTCPServer):
    allow_reuse_address, daemon_threads, block_on_close = True, True, False

    def __init__(self, room: Mailroom) -> None:
        self.room = room
        super().__init__(("127.0.0.1", 0), Talk)


@contextmanager
def mail_server(security: str = "off", trust: ssl.SSLContext | None = None) -> Iterator[Mailroom]:
    room = Mailroom(security=security, trust=trust)
    with Server(room) as server:
        room.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield room
        server.shutdown()


def certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, Path]:
    """A certificate for a host, and the file by which it is trusted."""
    key = ec.generate_private_key(ec.SECP256R1())
    who, now = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]), datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    both = folder / f"{name}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    both.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    trusted = folder / f"{name}.crt"
    trusted.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    return context, trusted
