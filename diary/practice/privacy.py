"""The privacy notice: what is kept, who reads it, and what a patient can do."""

from dataclasses import dataclass

from diary.practice.consent import emergency_line
from diary.practice.domain import PracticeCard
from diary.text import Text


@dataclass(frozen=True)
class Notice:
    """One part of the privacy notice."""

    title: Text
    lines: tuple[Text, ...]


def privacy_notice(practice: PracticeCard) -> tuple[Notice, ...]:
    """Every part, in reading order."""
    return (
        Notice(
            Text("What is kept"),
            (
                Text("Your name, the year you were born, and the parts of your body that are treated."),
                Text(
                    "Each number, answer and note you save, with its day and time. If you change one, the first stays too."
                ),
                Text("Your phone: its kind, its time zone, and when it was last used."),
                Text("When you want to be reminded, how reminders reach your phone, and when you last opened one."),
                Text("What your clinic asks before your first session, and what it writes down about your sessions."),
            ),
        ),
        Notice(
            Text("Who reads it"),
            (
                Text("You, and the people who treat you at %(clinic)s.", clinic=practice.name),
                Text(
                    "The front desk sees your name, the year you were born, the parts that are treated, your visits and your phones."
                ),
                Text("The front desk does not see your answers."),
                Text("Nothing is sold. These pages load nothing from other companies."),
            ),
        ),
        Notice(Text("No one is watching"), (Text("No one reads your diary day to day."), emergency_line(practice))),
        Notice(
            Text("Reminders go through other countries"),
            (
                Text("Reminders are off until you turn them on."),
                Text(
                    "They reach your phone through Apple, Google, Microsoft or Mozilla. Their computers may be in another country."
                ),
                Text("Those companies can see that a reminder is sent, and when. They cannot read it."),
                Text("A reminder never mentions pain or your clinic."),
            ),
        ),
        Notice(
            Text("What you can do"),
            (
                Text("You can stop at any time. Your care will not change."),
                Text("You can get a copy of your diary, or delete it. The law may make your clinic keep some of it."),
                questions(practice),
            ),
        ),
    )


def questions(practice: PracticeCard) -> Text:
    if not practice.phone:
        return Text("Ask your clinic if anything is not clear.")
    return Text("If anything is not clear, call %(clinic)s: %(phone)s.", clinic=practice.name, phone=practice.phone)
