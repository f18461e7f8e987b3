"""The phone's own code, asked many things at once."""

import json
import subprocess
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).parent / "phone.js"
Case = dict[str, Any]


def ask_phone(cases: Iterable[Case]) -> list[Any]:
    """What the phone makes of each case; one process answers them all."""
    asked = json.dumps(list(cases)).encode()
    done = subprocess.run(["node", SCRIPT], input=asked, capture_output=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def ms(moment: datetime) -> int:
    """A moment as JavaScript counts it."""
    return round(moment.timestamp() * 1000)
