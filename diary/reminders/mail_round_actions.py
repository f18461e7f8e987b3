"""One round of the worker's e-mail: ask at new addresses, and remind who was silent for two days."""

from dataclasses import dataclass
from datetime import date, datetime

import structlog

from diary import clock
from diary.db import db
from diary.reminders.known_queries import known_of, zones_of
from diary.reminders.mail_actions import ClaimedMail, claim_mail, forget_unconfirmed, know_link_of, settle_mail
from diary.reminders.mail_letters import letter, question, reminder
from diary.reminders.mail_schedule import ASKED_FOR, due_day, look_next
from diary.reminders.mail_sending import Outbox, Refused
from diary.reminders.plan_queries import plans_of
from diary.reminders.tokens import MAIL, token_of
from diary.smtp import MailServer
from diary.text import Text

log = structlog.get_logger()


@dataclass(frozen=True)
class MailRounds:
    """Where mail is handed over, and the address of the diary that it leads to."""

    server: MailServer
    origin: str

    def go(self) -> None:
        """Deal with all that is due; when the server is in trouble, what is left waits for its lease to end."""
        count = 0
        try:
            with Outbox(self.server) as outbox:
                while (mail := claim_mail(clock.now())) is not None:
                    count += self.deal_with(mail, outbox, clock.now())
        except OSError as trouble:
            log.warning("mail put off", kind=type(trouble).__name__)
        finally:
            db.session.remove()
        if count:
            log.info("mailed", count=count)

    def deal_with(self, mail: ClaimedMail, outbox: Outbox, now: datetime) -> bool:
        """Whether a letter went out."""
        if mail.is_confirmed:
            return self.remind(mail, outbox, now)
        if now < mail.asked_at + ASKED_FOR:
            return self.ask(mail, outbox, now)
        forget_unconfirmed(mail)
        return False

    def ask(self, mail: ClaimedMail, outbox: Outbox, now: datetime) -> bool:
        """Whether the address is theirs."""
        taken = self.post(mail, outbox, question(self.page_of(mail)), "question", now)
        settle_mail(mail, next_at=mail.asked_at + ASKED_FOR, refused_at=None if taken else now)
        return taken

    def remind(self, mail: ClaimedMail, outbox: Outbox, now: datetime) -> bool:
        """If two days were silent, it is their morning, and today nothing was sent yet."""
        zone, day = self.day_of(mail, now)
        later = look_next(zone, now=now)
        if day is None or day == mail.sent_on:
            settle_mail(mail, next_at=later)
            return False
        said = reminder(f"{self.origin}/", self.page_of(mail))
        taken = self.post(mail, outbox, said, day.isoformat(), now)
        settle_mail(mail, next_at=later, sent_on=day, refused_at=None if taken else now)
        return taken

    def day_of(self, mail: ClaimedMail, now: datetime) -> tuple[str, date | None]:
        """Where the patient is, and the day of the reminder that is due there now."""
        one = mail.patient_id
        zone, plan = zones_of([one])[one], plans_of([one]).get(one)
        day = due_day(plan, known_of([one], now)[one], zone=zone, now=now)
        db.session.rollback()  # no reader waits for a mail server
        return zone, day

    def post(self, mail: ClaimedMail, outbox: Outbox, said: list[Text], about: str, now: datetime) -> bool:
        """Whether the server took it."""
        page = self.page_of(mail)
        know_link_of(mail)
        try:
            outbox.send(letter(self.server.sender, mail.address, said, page=page, number=mail.id, about=about, now=now))
        except Refused:
            return False
        return True

    def page_of(self, mail: ClaimedMail) -> str:
        return f"{self.origin}/mail/{token_of(MAIL, mail.id)}"
