"""How tests read and fill the pages of sessions."""

import re
from uuid import uuid4


def address(alice, rest="/sessions/new"):
    return f"/clinic/patients/{alice.id}{rest}"


def a_form(**changes):
    form = {
        "id": str(uuid4()),
        "date": "2026-11-20",
        "time": "09:20",
        "areas": ["Right knee"],
        "other_areas": "",
        "side": "",
        "techniques": ["injections"],
        "solution": "Dextrose 5% in sterile water, buffered",
        "volume_ml": "12",
        "anaesthetic": "lidocaine",
        "points": "24",
        "stinging": "1",
        "pain_before": "7",
        "pain_after_15min": "",
        "note": "",
        "next_date": "2026-11-27",
        "next_time": "09:20",
    }
    return form | changes


def words_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.get_data(as_text=True)))


def value_of(response, name):
    """What a field of the page holds; the value of the radio or option that is chosen."""
    page = response.get_data(as_text=True)
    chosen = re.search(rf'name="{name}" value="([^"]*)" checked', page)
    typed = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    return (chosen or typed or [None, None])[1]


def sent_by(page):
    """What a browser would send for the form of this page as it stands."""
    fields = {}
    for tag in re.findall(r"<input [^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and name[1] != "csrf_token" and ("checked" in tag or not re.search('type="(radio|checkbox)"', tag)):
            fields.setdefault(name[1], []).append(value[1] if value else "")
    for name in re.findall(r'<(?:select|textarea)[^>]* name="([^"]+)"', page):
        fields.setdefault(name, [""])
    return fields
