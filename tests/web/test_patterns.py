"""A page carries one sentence for each plural of its language, with gaps for the phone to fill."""

import re

from diary.web.patterns import patterns, samples


def test_english_has_one_and_other(app):
    with app.test_request_context():
        attributes = patterns("%(n)s day of %(of)s", "%(n)s days of %(of)s", of="{of}")

    assert dict(re.findall(r' data-words-(\w+)="([^"]*)"', attributes)) == {
        "one": "{n} day of {of}",
        "other": "{n} days of {of}",
    }


def test_arabic_has_six():
    assert set(samples("ar")) == {"zero", "one", "two", "few", "many", "other"}


def test_a_sentence_cannot_break_out_of_its_attribute(app):
    with app.test_request_context():
        assert '"{n} &#34;day&#34;"' in patterns('%(n)s "day"', '%(n)s "days"')
