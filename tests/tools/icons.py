"""The app's icons, all drawn from static/icons/diary.svg: its ground and the line on it."""

import re
from dataclasses import dataclass

from playwright.sync_api import Browser

from tests.browser.server import ROOT

ICONS = ROOT / "static" / "icons"
SOURCE = (ICONS / "diary.svg").read_text(encoding="utf-8")
ROUNDED = ' rx="14"'


@dataclass(frozen=True)
class Icon:
    """One picture, and what of the source it shows."""

    name: str
    size: int
    is_round: bool = False  # else the ground fills the square, for systems that cut a shape of their own
    has_ground: bool = True

    @property
    def drawing(self) -> str:
        drawing = SOURCE if self.is_round else SOURCE.replace(ROUNDED, "")
        drawing = drawing if self.has_ground else re.sub("<rect[^>]*>", "", drawing)
        return drawing.replace("<svg", f'<svg width="{self.size}" height="{self.size}" style="display:block"', 1)

    @property
    def is_see_through(self) -> bool:
        return self.is_round or not self.has_ground


ALL = (
    Icon("icon-192.png", 192, is_round=True),
    Icon("icon-512.png", 512, is_round=True),
    Icon("maskable-512.png", 512),
    Icon("monochrome-96.png", 96, has_ground=False),
    Icon("touch-180.png", 180),
)


def draw_icons(browser: Browser) -> None:
    for icon in ALL:
        page = browser.new_page(viewport={"width": icon.size, "height": icon.size})
        page.set_content(f'<body style="margin:0">{icon.drawing}')
        page.screenshot(path=ICONS / icon.name, omit_background=icon.is_see_through)
        page.close()
