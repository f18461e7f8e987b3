"""Where the rows of the course figure stand: wide for a desk and paper, narrow for a phone."""

from dataclasses import dataclass

TEXT = 12
MOST_PAIN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One drawing of the course: the same rows, redrawn and not shrunk, so that words stay 12 px."""

    width: int
    height: int
    left: float
    right: float
    top: float  # y of pain 10
    foot: float  # y of pain 0
    dot: float
    name_y: float
    date_y: float | None  # None: numbers alone, no room for dates
    needle_y: float
    bands: tuple[tuple[float, float], ...]  # top and foot of what a day without an entry shades
    lines: tuple[tuple[float, float], ...]  # the same for a session's line
    average_y: float
    relief_y: float
    relief_gap: float  # between a bar and its words
    effects_base: float
    medicine_base: float
    sleep_base: float
    kept_y: float
    kept_dot: float
    level_x: float  # where the words of levels end
    row_x: float
    row_ys: tuple[float, float, float, float, float, float]  # average, relief, effects, medicine, sleep, kept
    last_gap: float
    is_narrow: bool

    def y(self, pain: float) -> float:
        return self.foot - (self.foot - self.top) * pain / MOST_PAIN


WIDE = Frame(
    width=808,
    height=415,
    left=118,
    right=766.6,
    top=46,
    foot=242,
    dot=3.9,
    name_y=12,
    date_y=25,
    needle_y=29,
    bands=((46, 411),),
    lines=((38, 411),),
    average_y=271,
    relief_y=285,
    relief_gap=6,
    effects_base=325,
    medicine_base=354,
    sleep_base=383,
    kept_y=401,
    kept_dot=2.1,
    level_x=108,
    row_x=108,
    row_ys=(271, 296, 323, 352, 381, 403),
    last_gap=9,
    is_narrow=False,
)

NARROW = Frame(
    width=326,
    height=436,
    left=30,
    right=309.3,
    top=34,
    foot=184,
    dot=3,
    name_y=12,
    date_y=None,
    needle_y=17,
    bands=((34, 184), (238, 256), (280, 300), (324, 346), (370, 392), (416, 428)),
    lines=((26, 184), (238, 256), (280, 300), (324, 346), (370, 392), (416, 428)),
    average_y=210,
    relief_y=241,
    relief_gap=3,
    effects_base=298,
    medicine_base=344,
    sleep_base=390,
    kept_y=422,
    kept_dot=1.9,
    level_x=24,
    row_x=0,
    row_ys=(210, 232, 274, 318, 364, 410),
    last_gap=6,
    is_narrow=True,
)
