"""Phone and server read the same answers off the same form."""

import unicodedata
from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from diary.effects.wire import read_after
from diary.entries.domain import ASKED, EFFECTS, GOALS, MEDICINES, RELIEFS
from diary.entries.values import EntryBody
from diary.entries.wire import entry_message, read_entry
from diary.today.actions import said
from diary.today.effect_fields import BOTHERS, SYMPTOMS
from diary.today.events_forms import EventsForm
from diary.today.forms import LEVELS, NUMBERS, CheckInForm
from diary.web.typed_text import TURNING, cannot_be_kept
from tests.agreement.phone import ask_phone
from tests.rounds import rounds

CASES = rounds(few=1000, many=3000)
BITS = (
    "walked", "é", "e\u0301", "\u1e9b\u0323", "ｶﾞ", "한", "👩‍👩‍👧", "\U0001f1e8\U0001f1e6", "שלום", "بيت", "'", '"', "<b>", "&", "\\", "%s", "0",
    " ", "  ", "\t", "\n", "\r\n", "\u00a0", "\u2003", "\u3000", "\u2028", "\u2029", "\u200b", "\u200d", "\ufeff", "\u00ad",
)  # fmt: skip
HIDDEN = ("\x00", "\x07", "\x0b", "\x1f", "\x7f", "\x85", "\ud800", "\udfff", *TURNING)
RATINGS = ("pain", "worst", "sleep", "relief", "goal")
Fields = dict[str, Any]


def some_text(random: Random, most: int, *, lines: bool) -> str:
    """Something typed, often blank, sometimes just too long; a letter that a form would send."""
    kind = random.random()
    if kind < 0.3:
        return random.choice(("", "", " ", "\n" if lines else " ", "\u200b", "\u200b \u00ad"))
    if kind < 0.4:
        return random.choice("x🙂é") * random.choice((most - 1, most, most + 1))
    text = "".join(random.choices(BITS, k=random.randrange(1, 12)))
    return text if lines else " ".join(text.split())


def some_fields(random: Random) -> Fields:
    """The check-in as somebody filled it in, fields left alone included."""
    maybe: Callable[[tuple[str, ...]], str] = lambda values: random.choice(("", *values))  # noqa: E731
    some = lambda values: random.sample(values, random.randrange(4))  # noqa: E731
    fields = {
        "pain_asked": random.choice(ASKED),
        "pain": maybe(NUMBERS) if random.random() < 0.3 else random.choice(NUMBERS),
        "pain_2_asked": maybe(ASKED),
        "pain_2": maybe(NUMBERS),
        "sleep": maybe(LEVELS),
        "medicine": maybe(LEVELS),
        "medicines": some(MEDICINES),
        "relief": maybe(RELIEFS),
        "goal": maybe(GOALS),
        "bothered": maybe(("yes", "no")),
        "effects": some(EFFECTS),
        "symptoms": some(SYMPTOMS),
        "other": some_text(random, 60, lines=False),
        "worst": maybe(NUMBERS),
        "note": some_text(random, 300, lines=True),
    }
    rated = [*fields["effects"], *random.sample(EFFECTS, 1)] if random.random() < 0.8 else fields["effects"][1:]
    fields |= {f"bother_{effect}": random.choice(BOTHERS) for effect in rated}
    named = random.sample(EFFECTS, random.randrange(3))
    fields |= {f"second_{effect}": random.choice(LEVELS) for effect in named if random.random() < 0.7}
    fields["asked_second"] = " ".join(sorted({*named, random.choice(EFFECTS)}, key=EFFECTS.index)) if named else ""
    fields |= {f"still_{effect}": random.choice(LEVELS) for effect in random.sample(EFFECTS, random.randrange(3))}
    return {name: value for name, value in fields.items() if value or random.random() < 0.5}


def of_events(random: Random, fields: Fields) -> Fields:
    """As much of it as the form of a day without a number has, and not much of that."""
    rows = {name: value for name, value in fields.items() if not name.startswith(RATINGS) and random.random() < 0.2}
    return rows | {"events": "1", "pain_asked": "last_24h"}


def with_hidden_signs(random: Random, fields: Fields) -> Fields:
    """The same, with signs in its texts that nobody sees and the server takes from no one."""
    typed = {name: list(fields.get(name, "")) for name in ("note", "other")}
    for letters in typed.values():
        for sign in random.choices(HIDDEN, k=random.randrange(3)):
            letters.insert(random.randrange(len(letters) + 1), sign)
    halves = "\ud800\udfff"  # side by side they are a letter
    return fields | {name: "".join(letters).replace(halves, "") for name, letters in typed.items()}


def as_server_takes_it(fields: Fields) -> Fields:
    """Without the hidden signs, which the phone leaves out and the server's own form refuses."""
    kept = {
        name: "".join(
            sign for sign in fields.get(name, "").replace("\r\n", "\n") if sign in "\n\t" or not cannot_be_kept(sign)
        )
        for name in ("note", "other")
    }
    return fields | kept


def read_by_server(fields: Fields) -> dict[str, Any]:
    form = (EventsForm if "events" in fields else CheckInForm)(MultiDict(as_server_takes_it(fields)))
    if not form.validate():
        return {"faults": sorted(form.errors)}
    bodies, by_name = (form.answers(), form.second_answers()), form.second_effects()
    kept = {"bodies": [body and as_kept(entry_message(body)) for body in bodies]}
    return {"faults": []} | kept | {"by_name": by_name}


def read_by_phone(found: dict[str, Any]) -> dict[str, Any]:
    if found["faults"]:
        return {"faults": sorted(found["faults"])}
    *bodies, by_name = found["bodies"]
    kept = {"bodies": [body and as_kept(body) for body in bodies]}
    return {"faults": []} | kept | {"by_name": by_name and read_after(by_name)}


def as_kept(message: dict[str, Any]) -> dict[str, Any]:
    """What the server keeps of a body that travelled."""
    body: EntryBody = read_entry(message)
    return said(body)


@pytest.fixture(scope="module")
def forms() -> list[Fields]:
    random = Random(7)
    plain = [some_fields(random) for _ in range(CASES)]
    plain += [of_events(random, fields) for fields in plain[::4]]
    return [fields if random.random() < 0.5 else with_hidden_signs(random, fields) for fields in plain]


def test_phone_and_server_read_the_same_answers_and_faults(forms):
    found = map(read_by_phone, ask_phone({"ask": "form", "fields": fields} for fields in forms))

    differing = [
        (fields, here, there)
        for fields, here, there in zip(forms, map(read_by_server, forms), found, strict=True)
        if here != there
    ]

    assert differing[:3] == []


def test_the_forms_reach_every_answer_and_every_fault(forms):
    read = [read_by_server(fields) for fields in forms]
    faults = {fault for one in read for fault in one["faults"]}
    bodies = [one["bodies"][0] for one in read if not one["faults"]]

    assert faults == {"pain", "events", "note", "other", *(f"bother_{effect}" for effect in EFFECTS)}
    assert len(bodies) > CASES / 3
    for name in EntryBody.__dataclass_fields__:
        assert len({body[name] for body in bodies}) > 1, name


def test_every_text_a_phone_sends_is_one_the_server_keeps_as_it_is(forms):
    for found in ask_phone({"ask": "form", "fields": fields} for fields in forms):
        note = found["bodies"][0].get("note", "")
        assert note == unicodedata.normalize("NFC", note)
        assert not any(sign not in "\n\t" and cannot_be_kept(sign) for sign in note)
