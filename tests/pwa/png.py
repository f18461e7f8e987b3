"""Read the few facts of a PNG that tests ask for."""

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

RGB, RGBA = 2, 6
CHANNELS = {RGB: 3, RGBA: 4}


@dataclass(frozen=True)
class Png:
    """A picture: its size, whether it can be seen through, and its rows of samples."""

    width: int
    height: int
    kind: int
    rows: list[bytes]

    @property
    def channels(self) -> int:
        return CHANNELS[self.kind]

    def at(self, x: int, y: int) -> tuple[int, ...]:
        return tuple(self.rows[y][x * self.channels : (x + 1) * self.channels])


def read_png(path: Path) -> Png:
    """A picture with 8 bits a sample, not interlaced, as Chromium writes them."""
    data, place, packed = path.read_bytes(), 8, b""
    while place < len(data):
        length, name = struct.unpack(">I4s", data[place : place + 8])
        body = data[place + 8 : place + 8 + length]
        if name == b"IHDR":
            width, height, _depth, kind = struct.unpack(">IIBB", body[:10])
        packed += body if name == b"IDAT" else b""
        place += length + 12
    return Png(width, height, kind, unfiltered(zlib.decompress(packed), width * CHANNELS[kind], CHANNELS[kind]))


def unfiltered(raw: bytes, width: int, step: int) -> list[bytes]:
    """The rows without the differences that PNG stores: https://www.w3.org/TR/png/#9Filters."""
    rows, above = [], bytes(width)
    for start in range(0, len(raw), width + 1):
        row = bytearray(raw[start + 1 : start + 1 + width])
        for i, value in enumerate(row):
            left, up, corner = (row[i - step], above[i], above[i - step]) if i >= step else (0, above[i], 0)
            row[i] = (value + predicted(raw[start], left, up, corner)) & 255
        above = bytes(row)
        rows.append(above)
    return rows


def predicted(filter_type: int, left: int, up: int, corner: int) -> int:
    if filter_type == 4:
        return min((left, up, corner), key=lambda value: abs(left + up - corner - value))
    return (0, left, up, (left + up) // 2)[filter_type]
