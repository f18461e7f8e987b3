"""`make bench`: what performance promises, and today's figures beside it; ends with 1 when a goal is missed."""

import tempfile
from pathlib import Path

from tests.bench import opening, saving, weight
from tests.bench.goals import table


def main() -> int:
    rows = []
    for part in (opening, saving, weight):
        with tempfile.TemporaryDirectory() as folder:
            rows += list(part.rows(Path(folder)))
    print(table(rows))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
