"""What becomes of a reminder after its pushes were answered."""

from collections.abc import Collection
from datetime import timedelta

from diary.push.answers import Answer, Verdict

SHORTEST_WAIT, FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=15)
AGAIN = (Verdict.LATER, Verdict.DISTRUSTED)
Before = Collection[Verdict | None]


def outcome(answers: Collection[Answer], *, before: Before) -> str | None:
    """The state of the slot from now on, or None when it is to be tried again.

    Args:
        answers: Those of the push services of the phones that it was sent to now.
        before: What was answered for good of each of the patient's phones, at an earlier try.
    """
    if any(answer.verdict in AGAIN for answer in answers):
        return None
    if is_taken(answers, before=before):
        return "sent"
    return "refused" if Verdict.REFUSED in verdicts(answers, before) else "no_phone"


def is_taken(answers: Collection[Answer], *, before: Before) -> bool:
    """One phone at least has it, as far as its service says."""
    return Verdict.ACCEPTED in verdicts(answers, before)


def verdicts(answers: Collection[Answer], before: Before) -> set[Verdict | None]:
    return {*before, *(answer.verdict for answer in answers)}


def wait_before(answers: Collection[Answer], *, tries: int, chance: float) -> timedelta:
    """How long to wait before the next try: until the first of the services that are to be asked again takes one, by its own word
    or, without one, ever longer; never all reminders at once.

    Args:
        answers: One at least asks for patience.
        tries: How often it was tried by now.
        chance: From 0 to 1, another one for each slot.
    """
    unasked = min(FIRST_WAIT * 2 ** min(tries, 6), LONGEST_WAIT) * (0.5 + chance / 2)
    waits = [answer.wait for answer in answers if answer.verdict in AGAIN]
    return min(unasked if wait is None else max(wait + FIRST_WAIT * chance, SHORTEST_WAIT) for wait in waits)
