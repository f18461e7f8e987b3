"""`make texts`: collect every text of code and templates into the catalogue that translators work from."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from babel.messages.frontend import CommandLineInterface

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "diary" / "translations" / "messages.pot"
# Beside gettext's own names: Text("…"), Text.plural("…", "…", n), patterns("…", "…")
KEYWORDS = ["-k", "Text", "-k", "plural:1,2", "-k", "patterns:1,2"]


def of_red_flags(
    file: IO[bytes], _keywords: object, _tags: object, options: object
) -> Iterator[tuple[int, None, str, list[str]]]:
    """The words of the red flags, as Babel takes messages: line, function, message, comments."""
    flags = json.load(file)
    for part in (*flags["symptoms"].values(), *flags["rules"]):
        yield 1, None, part["text"], []


def collect(into: Path) -> None:
    """Write the catalogue of what the code says today."""
    into.parent.mkdir(parents=True, exist_ok=True)
    sources = [str(ROOT / "diary"), str(ROOT / "templates")]
    options = ["-F", str(ROOT / "pyproject.toml"), "-o", str(into), "--no-location", "--sort-output", "--omit-header"]
    command: Any = CommandLineInterface()
    command.run(["pybabel", "-q", "extract", *options, *KEYWORDS, *sources])


if __name__ == "__main__":
    collect(CATALOGUE)
