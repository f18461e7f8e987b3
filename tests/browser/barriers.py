"""What axe-core finds on a page, whether a page scrolls sideways, and which controls are too small for a thumb."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
SIZES = ({"width": 390, "height": 844}, {"width": 1280, "height": 800})
NARROWEST = {"width": 320, "height": 700}
# What can differ where the words and their order are the same: by the colours alone, and by the room alone.
OF_COLOURS = ("color-contrast", "link-in-text-block")
OF_ROOM = ("scrollable-region-focusable",)
# What is seen of a page and in which colours and letters, wherever it lies.
SEEN = """() => JSON.stringify([document.body.innerText, ...Array.from(document.querySelectorAll('body, body *'), (one) => {
  const {color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight} = getComputedStyle(one)
  return one.checkVisibility() && [color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight]
})])"""


def barriers(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """Every rule of axe-core that the page breaks, or of these rules alone, with the first elements that break it."""
    page.wait_for_load_state()
    assert AXE.exists(), "axe-core is missing. Run `make test`, or `npm ci` in tests/browser"
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    only = {"runOnly": {"type": "rule", "values": rules}} if rules else {}
    found = page.evaluate("options => axe.run(document, options)", {"resultTypes": ["violations"], **only})
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes'][:3]]}" for rule in found["violations"]]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    page.wait_for_load_state()  # of a document that has just come there is nothing to measure yet
    return int(page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def small_targets(page: Page, least: int = 48, kind: str = "*") -> list[str]:
    """Controls that are smaller than a fingertip, the cells of the pain scale and links inside sentences apart."""
    page.wait_for_load_state()
    return list(
        page.evaluate(
            """([least, kind]) => [...document.querySelectorAll('a[href], button, summary, label.option, input:not([type=hidden]), select, textarea')]
              .filter((control) => {
                const box = control.getBoundingClientRect();
                const inSentence = control.tagName === 'A' && control.closest('p, li, td');
                const covered = control.matches('input[type=radio], input[type=checkbox]');
                return box.width > 0 && control.matches(kind) && !inSentence && !covered && !control.matches('.skip')
                  && (box.height < least - 0.5 || box.width < least - 0.5);
              })
              .map((control) => `${control.tagName} ${control.textContent.trim().slice(0, 30)} ${control.getBoundingClientRect().width}x${control.getBoundingClientRect().height}`)""",
            [least, kind],
        )
    )


def barriers_in_every_look(page: Page) -> dict[str, list[str]]:
    """The looks in which axe-core finds something: light and dark, on a phone and at a desk.

    A desk that shows what the phone showed is asked for its room alone: the rest was looked at on the phone.
    """
    page.wait_for_load_state()
    found, seen = {}, set()
    for size in SIZES:
        for scheme in ("light", "dark"):
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            what = page.evaluate(SEEN)
            rules = OF_ROOM if what in seen else OF_COLOURS if scheme == "dark" else ()
            found[f"{scheme}, {size['width']} px"] = barriers(page, rules)
            seen.add(what)
    return {look: broken for look, broken in found.items() if broken}


def misfits(page: Page) -> dict[str, list[str]]:
    """Where the page does not fit: in a window of 320 px, and with text twice as large."""
    found = {}
    for size, text in ((NARROWEST, "100%"), *((size, "200%") for size in SIZES)):
        page.set_viewport_size(size)
        page.evaluate("(text) => { document.documentElement.style.fontSize = text }", text)
        too_wide = [f"{overflow(page)} px too wide"] if overflow(page) > 0 else []
        found[f"{size['width']} px, text {text}"] = too_wide + barriers(page, OF_ROOM)
    page.evaluate("() => { document.documentElement.style.fontSize = '' }")
    return {place: wrong for place, wrong in found.items() if wrong}
