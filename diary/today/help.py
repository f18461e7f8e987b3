"""Get help: whom to call and when. Fixed words, the same for everybody, the numbers the clinic's."""

from dataclasses import dataclass, replace

from diary.practice.domain import PracticeCard
from diary.text import Text

NOW = (
    Text("trouble breathing"),
    Text("a swollen face, lips or throat"),
    Text("chest pain"),
    Text("fainting, or a seizure"),
    Text("sudden weakness or numbness on one side"),
)
TODAY = (
    Text("fever or chills"),
    Text("redness that is spreading"),
    Text("pus, heat, or swelling that gets worse"),
    Text("new weakness, or numbness after 1 day"),
    Text("pain that is much worse for more than 2 days"),
)
COMMON = (
    Text("soreness where the needle went in"),
    Text("a small bruise"),
    Text("a little redness or swelling"),
    Text("tingling"),
)


@dataclass(frozen=True, kw_only=True)
class HelpBlock:
    """Signs, and the number to call for them. The demo's buttons dial nothing."""

    name: str
    title: Text
    lines: tuple[Text, ...]
    call: Text | None = None
    number: str = ""
    address: str | None = None


NO_NUMBERS = (
    HelpBlock(name="emergency", title=Text("Call your emergency number now if you have:"), lines=NOW),
    HelpBlock(name="clinic", title=Text("Call the clinic today if you have:"), lines=TODAY),
    HelpBlock(name="common", title=Text("Common, and most often gone in a few days:"), lines=COMMON),
)


def help_blocks(practice: PracticeCard) -> tuple[HelpBlock, ...]:
    """The three blocks, the most urgent first."""
    return emergency(practice), clinic(practice), NO_NUMBERS[2]


def emergency(practice: PracticeCard) -> HelpBlock:
    number = practice.emergency_number
    if not number:
        return NO_NUMBERS[0]
    return replace(
        NO_NUMBERS[0],
        title=Text("Call %(emergency)s now if you have:", emergency=number),
        call=Text("Call %(emergency)s", emergency=number),
        address=dial(practice, number),
    )


def clinic(practice: PracticeCard) -> HelpBlock:
    if not practice.phone:
        return NO_NUMBERS[1]
    return replace(
        NO_NUMBERS[1], call=Text("Call the clinic"), number=practice.phone, address=dial(practice, practice.phone)
    )


def dial(practice: PracticeCard, number: str) -> str | None:
    """What a tap dials."""
    if practice.is_demo:
        return None
    return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign in "+*#")
