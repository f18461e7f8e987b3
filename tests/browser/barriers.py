"""What axe-core finds on a page, and whether a page scrolls sideways."""

from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"


def barriers(page: Page) -> list[str]:
    """Every rule of axe-core that the page breaks, with the first elements that break it."""
    assert AXE.exists(), "axe-core is missing. Run `make test`, or `npm ci` in tests/browser"
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes'][:3]]}" for rule in found["violations"]]


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def small_targets(page: Page, least: int = 48) -> list[str]:
    """Controls that are smaller than a fingertip, the cells of the pain scale and links inside sentences apart."""
    return list(
        page.evaluate(
            """(least) => [...document.querySelectorAll('a[href], button, summary, label.option, input:not([type=hidden]), select, textarea')]
              .filter((control) => {
                const box = control.getBoundingClientRect();
                const inSentence = control.tagName === 'A' && control.closest('p, li, td');
                const covered = control.matches('input[type=radio], input[type=checkbox]');
                return box.width > 0 && !inSentence && !covered && !control.matches('.skip')
                  && (box.height < least - 0.5 || box.width < least - 0.5);
              })
              .map((control) => `${control.tagName} ${control.textContent.trim().slice(0, 30)} ${control.getBoundingClientRect().width}x${control.getBoundingClientRect().height}`)""",
            least,
        )
    )
