"""Hand letters to the mail server."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from types import TracebackType
from typing import Self

from diary.smtp import MailServer

SECONDS = 10  # for each answer of the server
PERMANENT = range(500, 600)


class Refused(Exception):
    """The server takes no mail to this address, now or later."""


class Outbox:
    """One connection for all letters of a round, opened by the first of them."""

    def __init__(self, server: MailServer) -> None:
        self.server = server
        self.connection: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.connection is not None:
            with suppress(OSError):
                self.connection.quit()

    def send(self, message: EmailMessage) -> None:
        """Hand over one letter.

        Raises:
            Refused: Nobody has this address.
            OSError: The server cannot be reached, or takes nothing now; `smtplib`'s errors are of this kind.
        """
        if self.connection is None:
            self.connection = connected(self.server)
        try:
            self.connection.send_message(message)
        except smtplib.SMTPRecipientsRefused as refusal:
            if all(code in PERMANENT for code, _said in refusal.recipients.values()):
                raise Refused from None
            raise


def connected(server: MailServer) -> smtplib.SMTP:
    """A connection on which mail may be handed over: certificates count, and without TLS nothing is said but to this machine."""
    own_name, trust = server.sender.rpartition("@")[2], ssl.create_default_context()
    if server.security == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, own_name, timeout=SECONDS, context=trust)
    else:
        connection = smtplib.SMTP(server.host, server.port, own_name, timeout=SECONDS)
    if server.security == "starttls":
        connection.starttls(context=trust)
    if server.user:
        connection.login(server.user, server.password)
    return connection
