"""Reaching what a page offers by its keys alone."""

from playwright.sync_api import Page


def tab_to(page: Page, name: str) -> None:
    """Press Tab until a link or button of that name has the focus; a page as a whole holds every name, and is none."""
    page.wait_for_load_state()
    for _press in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(
            "(name) => document.activeElement.matches(`a, button`) && document.activeElement.textContent.includes(name)",
            name,
        ):
            return
    raise AssertionError(f"Tab never reaches {name}")
