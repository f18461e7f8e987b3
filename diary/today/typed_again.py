"""What the check-in shows of a day that was saved."""

from typing import Any

from diary.entries.values import DayEntry

WORD_OF = {None: None, True: "yes", False: "no"}


def typed_of(entry: DayEntry) -> dict[str, Any]:
    """What somebody would have typed to save this entry."""
    rows = {
        name: str(value)
        for name in ("pain", "worst", "sleep", "medicine")
        if (value := getattr(entry, name)) is not None
    }
    present = [effect for effect in entry.effects if effect.severity]
    bothers = {f"bother_{effect.effect}": str(effect.severity) for effect in present}
    bothers |= {f"still_{effect.effect}": str(effect.severity) for effect in entry.effects}
    return (
        rows
        | bothers
        | {
            "medicines": list(entry.medicine_classes),
            "relief": entry.relief,
            "goal": entry.goal,
            "bothered": WORD_OF[entry.bothered],
            "effects": [effect.effect for effect in present],
            "other": next((effect.words for effect in present if effect.words), None),
            "note": entry.note,
        }
    )
