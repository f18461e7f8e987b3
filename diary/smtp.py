"""The server that takes e-mail off our hands, as DIARY_SMTP_URL names it."""

import re
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

MOST_LETTERS = 254  # of an address (RFC 5321, 4.5.3.1)
PORTS = {"tls": 465, "starttls": 587, "off": 25}
THIS_MACHINE = ("localhost", "127.0.0.1", "::1")
# What browsers take for an e-mail address (HTML, 4.10.5.1.5), with a dot in its domain: nothing in it ends or adds a header.
LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADDRESS = re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{LABEL}(?:\.{LABEL})+", re.ASCII)


def is_mail_address(typed: str) -> bool:
    """Whether mail can be sent there: one mailbox, in the letters that every server takes."""
    return len(typed) <= MOST_LETTERS and ADDRESS.fullmatch(typed) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail is handed over, and from whom it comes.

    `security` is tls from the first byte on, starttls, without which nothing is said, or off, for this machine alone.
    """

    host: str
    port: int
    security: str
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def at(cls, url: str) -> Self:
        """The server of an address such as smtps://user:password@mail.example?from=diary@mail.example.

        Raises:
            ValueError: With what is wrong, in words.
        """
        try:
            parts = urlsplit(url)
            said = parse_qs(parts.query, strict_parsing=bool(parts.query))
            port = parts.port
        except ValueError:
            raise ValueError("cannot be read. It looks like smtps://user:password@host?from=address.") from None
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path.strip("/"):
            raise ValueError("must start with smtp:// or smtps:// and name a host.")
        security = "tls" if parts.scheme == "smtps" else said.get("tls", ["starttls"])[-1]
        if security not in PORTS or (security == "off" and parts.hostname not in THIS_MACHINE):
            raise ValueError("may say tls=off for a server on this machine alone, and nothing else of tls.")
        user = unquote(parts.username or "")
        sender = said.get("from", [user])[-1]
        if not is_mail_address(sender):
            raise ValueError("must say from whom mail comes, with ?from= and an e-mail address.")
        return cls(
            host=parts.hostname,
            port=port or PORTS[security],
            security=security,
            sender=sender,
            user=user,
            password=unquote(parts.password or ""),
        )
