"""Get help: when to call whom. Fixed words, the same for everybody; the blocks follow the levels of the red flags."""

from collections.abc import Mapping

from diary.practice.domain import PracticeCard
from diary.text import Text

# Each line with the rules of the red flags that it stands for.
SIGNS: dict[str, tuple[tuple[Text, tuple[str, ...]], ...]] = {
    "E": (
        (Text("trouble breathing"), ("RF01", "RF03")),
        (Text("a swollen face, lips or throat"), ("RF01",)),
        (Text("chest pain"), ("RF03",)),
        (Text("fainting, or a seizure"), ("RF02", "RF13")),
        (Text("sudden weakness or numbness on one side"), ("RF06",)),
        (Text("the worst headache you have ever had"), ("RF08",)),
        (Text("sudden trouble with your sight"), ("RF10",)),
        (Text("trouble swallowing your own spit"), ("RF11",)),
        (Text("new numbness between the legs, or trouble passing water"), ("RF07",)),
        (Text("a lump that grows fast, or a cold or pale limb"), ("RF09",)),
        (Text("fever, and you feel very ill"), ("RF04",)),
    ),
    "U": (
        (Text("fever with redness that is spreading, or pus"), ("RF04",)),
        (Text("a hot, very swollen joint"), ("RF05",)),
        (Text("a nosebleed that does not stop after 20 minutes"), ("RF15",)),
    ),
    "C": (
        (Text("fever or chills"), ("RF04",)),
        (Text("redness that is spreading"), ("RF04",)),
        (Text("pus, heat, or swelling that gets worse"), ("RF04",)),
        (Text("new weakness, or numbness after 1 day"), ("RF06",)),
        (Text("pain that is much worse for more than 2 days"), ("RF12",)),
        (Text("a headache that is better when you lie down"), ("RF08",)),
        (Text("a large bruise that is spreading"), ("RF09",)),
        (Text("a hoarse voice or a drooping eyelid that lasts"), ("RF11",)),
        (Text("a blister, or a black or white patch of skin"), ("RF14",)),
    ),
}
COMMON = (
    Text("soreness where the needle went in"),
    Text("a small bruise"),
    Text("a little redness or swelling"),
    Text("tingling"),
)
LINES = {level: tuple(words for words, _rules in signs) for level, signs in SIGNS.items()} | {"common": COMMON}
# The page before it is known whose it is: on a phone that is signed out or not paired, and as phones keep it.
OF_NOBODY: Mapping[str, object] = {"help_lines": LINES, "practice": None, "to_call_about": None, "called": False}


def dial(practice: PracticeCard, number: str) -> str | None:
    """What a tap dials; the demo's buttons dial nothing."""
    if practice.is_demo:
        return None
    return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign in "+*#")
