"""What an e-mail says: nothing of the patient's, and how to get no more of them."""

from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from uuid import UUID, uuid5

from diary.push.payload import DAILY, TITLE
from diary.text import Text


def question(page: str) -> list[Text]:
    """Sent once to an address that somebody typed, before anything else."""
    return [
        Text("Is this your e-mail address? If so, open this page and tap Yes: %(link)s", link=page),
        Text("If you did not ask for this, do nothing. No more e-mail will come."),
    ]


def reminder(diary: str, page: str) -> list[Text]:
    """Where it leads to, and how to end it."""
    return [
        DAILY,
        Text("To open it: %(link)s", link=diary),
        Text("To get no more of these e-mails: %(link)s", link=page),
    ]


def letter(
    sender: str, to: str, said: Sequence[Text], *, page: str, number: UUID, about: str, now: datetime
) -> EmailMessage:
    """One e-mail.

    Args:
        sender, to: Addresses that `is_mail_address` takes.
        said: Its paragraphs.
        page: Where a person, or a mail program with one click (RFC 8058), ends these e-mails.
        number, about: Sent a second time, because a worker died, it has the same Message-ID, by which many mailboxes keep one.
        now: Aware.
    """
    user, _, domain = sender.rpartition("@")
    message, name = EmailMessage(policy=SMTP), str(TITLE)
    message["From"] = Address(name, user, domain)
    message["To"] = Address(addr_spec=to)
    message["Subject"] = name
    message["Date"] = format_datetime(now)
    message["Message-ID"] = f"<{uuid5(number, about)}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<{page}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content("\n\n".join(str(text) for text in said) + "\n")
    return message
