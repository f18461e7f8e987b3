"""What a phone needs to know to put the diary on its home screen."""

import json
from collections.abc import Callable

from diary.text import Text
from diary.web.assets import Asset, Assets

PAPER = "#F8F5EF"  # the canvas of static/css/tokens.css
NAME = Text("Diary")
DESCRIPTION = Text("One number a day between your sessions. Your clinic reads it at your next visit.")
SHORTCUTS = ((Text("Check in"), "/"), (Text("Get help"), "/help"))
ICONS = (
    ("icon-192.png", 192, "any"),
    ("icon-512.png", 512, "any"),
    ("maskable-512.png", 512, "maskable"),
    ("monochrome-96.png", 96, "monochrome"),
)
SCREENS = (("narrow", "390x844"), ("wide", "1280x800"))
SCREEN_LABEL = Text("The check-in: one number from 0 to 10")


def manifest(assets: Assets, say: Callable[[Text], str], *, language: str, direction: str) -> Asset:
    """`/manifest.webmanifest`, in the reader's words."""
    members = {
        "id": "/",
        "name": say(NAME),
        "short_name": say(NAME),
        "description": say(DESCRIPTION),
        "lang": language,
        "dir": direction,
        "scope": "/",
        "start_url": "/?src=pwa",
        "display": "standalone",
        "display_override": ["standalone", "minimal-ui"],
        "launch_handler": {"client_mode": ["navigate-existing", "auto"]},
        "theme_color": PAPER,
        "background_color": PAPER,
        "categories": ["health", "medical"],
        "icons": [picture(assets, f"icons/{name}", f"{size}x{size}", purpose=purpose) for name, size, purpose in ICONS],
        "screenshots": [
            picture(assets, f"screens/{form}.png", size, form_factor=form, label=say(SCREEN_LABEL))
            for form, size in SCREENS
        ],
        "shortcuts": [
            {"name": say(name), "url": url, "icons": [picture(assets, "icons/icon-192.png", "192x192")]}
            for name, url in SHORTCUTS
        ],
    }
    return Asset("manifest.webmanifest", json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode())


def picture(assets: Assets, name: str, size: str, **more: str) -> dict[str, str]:
    return {"src": assets.address(name), "sizes": size, "type": "image/png", **more}
