"""The manifest says all that phones ask, and every picture it names is what it says."""

import json
import re
from pathlib import Path

import pytest

from diary.web.assets import assets_of
from tests.pwa.png import RGB, RGBA, read_png
from tests.tools.icons import ALL

STATIC = Path(__file__).parents[2] / "static"
SAFE = 0.4  # of its width: the circle of a maskable icon that no phone cuts


@pytest.fixture
def manifest(browser):
    return json.loads(browser.get("/manifest.webmanifest").data)


def file_of(app, src):
    return STATIC / assets_of(app).by_address[src].name


def pictures(manifest):
    return manifest["icons"] + manifest["screenshots"]


def test_the_manifest_is_asked_for_anew_each_time(browser):
    response = browser.get("/manifest.webmanifest")

    assert response.content_type == "application/manifest+json"
    assert response.headers["Cache-Control"] == "no-cache"


def test_the_app_is_one_and_opens_at_the_diary(manifest):
    assert {name: manifest[name] for name in ("id", "scope", "start_url", "display", "display_override")} == {
        "id": "/",
        "scope": "/",
        "start_url": "/?src=pwa",
        "display": "standalone",
        "display_override": ["standalone", "minimal-ui"],
    }
    assert manifest["launch_handler"] == {"client_mode": ["navigate-existing", "auto"]}


def test_its_words_fit_where_phones_show_them(manifest):
    assert (manifest["lang"], manifest["dir"]) == ("en", "ltr")
    assert 0 < len(manifest["short_name"]) <= 12
    assert 0 < len(manifest["description"]) <= 300


def test_its_colours_are_those_of_the_pages(manifest):
    canvas = re.search(r"--canvas: (#\w{6})", (STATIC / "css/tokens.css").read_text()).group(1)

    assert manifest["theme_color"] == manifest["background_color"] == canvas


def test_its_shortcuts_lead_to_the_check_in_and_to_help(manifest, alice_browser):
    assert {shortcut["name"]: shortcut["url"] for shortcut in manifest["shortcuts"]} == {
        "Check in": "/",
        "Get help": "/help",
    }
    assert alice_browser.get("/help").status_code == 200


def test_every_icon_that_phones_ask_for_is_there(manifest):
    assert {(icon["purpose"], icon["sizes"]) for icon in manifest["icons"]} == {
        ("any", "192x192"),
        ("any", "512x512"),
        ("maskable", "512x512"),
        ("monochrome", "96x96"),
    }


def test_every_picture_has_the_size_that_is_said_of_it(app, manifest):
    for picture in pictures(manifest):
        png = read_png_size(file_of(app, picture["src"]))
        assert picture["sizes"] == "{}x{}".format(*png), picture


def read_png_size(path):
    head = path.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    return int.from_bytes(head[16:20]), int.from_bytes(head[20:24])


def test_a_phone_and_a_desk_each_see_what_they_install(app, manifest):
    forms = {picture["form_factor"]: picture for picture in manifest["screenshots"]}

    assert set(forms) == {"narrow", "wide"}
    for form, picture in forms.items():
        width, height = read_png_size(file_of(app, picture["src"]))
        assert 320 <= min(width, height) <= max(width, height) <= 3840
        assert max(width, height) <= 2.3 * min(width, height)
        assert (width > height) == (form == "wide")
        assert picture["label"]


def test_each_form_has_one_ratio(app, manifest):
    ratios = {}
    for picture in manifest["screenshots"]:
        width, height = read_png_size(file_of(app, picture["src"]))
        ratios.setdefault(picture["form_factor"], set()).add(width / height)

    assert all(len(found) == 1 for found in ratios.values())


def test_pictures_are_light(app, manifest):
    sizes = {picture["src"]: file_of(app, picture["src"]).stat().st_size for picture in pictures(manifest)}

    assert max(sizes.values()) <= 100_000
    assert sum(size for src, size in sizes.items() if "icons" in src) <= 40_000


def test_a_maskable_icon_keeps_its_drawing_in_the_safe_circle():
    png = read_png(STATIC / "icons/maskable-512.png")
    ground, middle = png.at(0, 0), png.width / 2
    drawn = [(x, y) for y in range(png.height) for x in range(png.width) if png.at(x, y) != ground]

    assert png.kind == RGB
    assert drawn
    assert max((x - middle) ** 2 + (y - middle) ** 2 for x, y in drawn) ** 0.5 <= SAFE * png.width


def test_the_icon_of_an_iphone_cannot_be_seen_through(app, pwa):
    page = pwa.shells["check-in"].page
    touch = re.search(r'<link rel="apple-touch-icon" href="([^"]+)">', page).group(1)
    png = read_png(file_of(app, touch))

    assert (png.width, png.height, png.kind) == (180, 180, RGB)
    assert png.at(0, 0) == png.at(179, 179) == (0x1C, 0x5A, 0x55)


def test_the_monochrome_icon_is_a_shape_on_nothing():
    png = read_png(STATIC / "icons/monochrome-96.png")
    alphas = {png.at(x, y)[3] for y in range(png.height) for x in range(png.width)}

    assert png.kind == RGBA
    assert {0, 255} <= alphas


@pytest.mark.parametrize("name", ["check-in", "saved", "pair", "install"])
def test_every_screen_leads_to_the_manifest(pwa, name):
    page = pwa.shells[name].page

    assert '<link rel="manifest" href="/manifest.webmanifest">' in page
    assert '<meta name="apple-mobile-web-app-title" content="Diary">' in page


def test_pages_of_the_clinic_offer_no_app(browser):
    page = browser.get("/clinic/sign-in").data

    assert b"manifest" not in page


def test_every_icon_that_is_drawn_is_kept_in_the_folder():
    assert {icon.name for icon in ALL} == {path.name for path in (STATIC / "icons").glob("*.png")}
