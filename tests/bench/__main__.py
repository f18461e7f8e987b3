"""`make bench`: what performance promises, and today's figures beside it; ends with 1 when a goal is missed."""

import os
import tempfile
from pathlib import Path

from tests.bench import opening, reminding, saving, sealing, sending, weight
from tests.bench.goals import table, told


def main() -> int:
    rows = [
        told("load of the machine at the start, for each processor", os.getloadavg()[0] / (os.cpu_count() or 1), "")
    ]
    for part in (opening, saving, reminding, sealing, sending, weight):
        with tempfile.TemporaryDirectory() as folder:
            rows += list(part.rows(Path(folder)))
    print(table(rows))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    raise SystemExit(main())
