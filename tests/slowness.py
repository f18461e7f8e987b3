"""How fast the machine is just now, for the few limits in seconds: a shared one may be at a third of its speed."""

import time

COUNTED_IN = 0.8  # seconds, at the speed for which the limits are written


def slowness() -> float:
    """By how much more time this machine takes than one at full speed; at least 1."""
    began = time.process_time()
    sum(number * number for number in range(10**7))
    return max(1.0, (time.process_time() - began) / COUNTED_IN)
