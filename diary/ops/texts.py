"""`make texts`: collect every text of code and templates into the catalogue that translators work from."""

import sys
from pathlib import Path

from babel.messages.frontend import CommandLineInterface

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "diary" / "translations" / "messages.pot"
# Beside gettext's own names: Text("…"), Text.plural("…", "…", n)
KEYWORDS = ["-k", "Text", "-k", "plural:1,2"]


def collect(into: Path) -> None:
    """Write the catalogue of what the code says today."""
    into.parent.mkdir(parents=True, exist_ok=True)
    quiet = ["-q", "--no-location", "--sort-output", "--omit-header"]
    sources = [str(ROOT / "diary"), str(ROOT / "templates")]
    settings = str(ROOT / "pyproject.toml")
    CommandLineInterface().run(
        ["pybabel", *quiet[:1], "extract", "-F", settings, "-o", str(into), *quiet[1:], *KEYWORDS, *sources]
    )


if __name__ == "__main__":
    sys.exit(collect(CATALOGUE))
