"""Sentences that pure code returns: English as they stand, translated when asked."""

from dataclasses import FrozenInstanceError

import pytest

from diary.text import Text

FRENCH = {
    "Relief lasted %(length)s.": "Le soulagement a duré %(length)s.",
    "day": "jour",
    "days": "jours",
    "%(n)s day": "%(n)s jour",
    "%(n)s days": "%(n)s jours",
}


def french(msgid, **slots):
    return FRENCH[msgid] % slots


def french_plural(one, other, count, **slots):
    return french(one if count < 2 else other, **slots)


def test_words_without_values_stand_as_they_are():
    assert str(Text("Under 30% change")) == "Under 30% change"


def test_values_fill_their_gaps():
    assert str(Text("Pain is down %(pct)s%%.", pct=20)) == "Pain is down 20%."


def test_a_text_inside_a_text_is_filled_too():
    days = Text.plural("%(n)s day", "%(n)s days", 5)

    assert str(Text("Relief lasted %(length)s.", length=days)) == "Relief lasted 5 days."


@pytest.mark.parametrize(("count", "words"), [(0, "0 days"), (1, "1 day"), (2, "2 days")])
def test_the_count_chooses_the_form(count, words):
    assert str(Text.plural("%(n)s day", "%(n)s days", count)) == words


def test_a_plural_takes_other_values_beside_its_count():
    text = Text.plural("%(n)s day of %(all)s", "%(n)s days of %(all)s", 3, all=7)

    assert str(text) == "3 days of 7"


def test_texts_of_the_same_words_and_values_are_equal_and_hash_alike():
    first = Text("%(a)s and %(b)s", a=1, b=Text("two"))
    second = Text("%(a)s and %(b)s", b=Text("two"), a=1)

    assert first == second
    assert len({first, second}) == 1


def test_texts_of_other_values_differ():
    assert Text("%(a)s", a=1) != Text("%(a)s", a=2)


def test_a_plural_differs_from_the_same_words_alone():
    assert Text.plural("%(n)s day", "%(n)s days", 1) != Text("%(n)s day", n=1)


def test_a_text_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        Text("Saved").one = "Lost"


def test_rendering_translates_the_words_and_the_text_inside():
    days = Text.plural("%(n)s day", "%(n)s days", 1)

    rendered = Text("Relief lasted %(length)s.", length=days).render(french, french_plural)

    assert rendered == "Le soulagement a duré 1 jour."


def test_rendering_a_plural_leaves_the_choice_of_form_to_the_language():
    rendered = Text.plural("%(n)s day", "%(n)s days", 0).render(french, french_plural)

    assert rendered == "0 jour"


def test_percent_signs_in_a_value_are_left_alone():
    assert str(Text("Goal: %(goal)s", goal="100%s up")) == "Goal: 100%s up"
