"""Reads a calendar as RFC 5545 has it, from the standard alone and with nothing of what wrote it."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime, timedelta

Property = tuple[str, dict[str, str], str]


@dataclass
class Component:
    """What stands between BEGIN and END."""

    name: str
    properties: list[Property] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def part(self, name: str) -> "Component":
        [found] = [part for part in self.parts if part.name == name]
        return found

    def value(self, name: str) -> str:
        [found] = [value for one, _parameters, value in self.properties if one == name]
        return found

    def names(self) -> list[str]:
        return [name for name, _parameters, _value in self.properties]


def lines_of(file: bytes) -> list[str]:
    """Content lines, unfolded (3.1): every line ends with CRLF and holds 75 octets at most."""
    assert file.endswith(b"\r\n")
    physical = file[:-2].split(b"\r\n")
    assert all(len(line) <= 75 and b"\r" not in line and b"\n" not in line for line in physical)
    whole: list[bytes] = []
    for line in physical:
        if line.startswith((b" ", b"\t")):
            whole[-1] += line[1:]
        else:
            whole.append(line)
    for line in physical:
        line.decode()  # no sign is cut in two
    return [line.decode() for line in whole]


def read(file: bytes) -> Component:
    """The one calendar of a file."""
    top = Component("")
    open_ones = [top]
    for line in lines_of(file):
        named, _, value = line.partition(":")
        name, *parameters = named.split(";")
        if name == "BEGIN":
            open_ones.append(Component(value))
            open_ones[-2].parts.append(open_ones[-1])
        elif name == "END":
            assert open_ones.pop().name == value
        else:
            more = dict(parameter.split("=", 1) for parameter in parameters)
            open_ones[-1].properties.append((name, more, value))
    assert open_ones == [top]
    return top.part("VCALENDAR")


def plain(value: str) -> str:
    """A value of TEXT without its escapes (3.3.11)."""
    signs = iter(value)
    return "".join({"n": "\n", "N": "\n"}.get(after := next(signs), after) if sign == "\\" else sign for sign in signs)


def wall(value: str) -> datetime:
    return datetime.fromisoformat(value)


def east(value: str) -> timedelta:
    """A UTC-OFFSET (3.3.14)."""
    minutes = int(value[1:3]) * 60 + int(value[3:5])
    return timedelta(minutes=-minutes if value[0] == "-" else minutes)


class Clock:
    """A VTIMEZONE (3.6.5): which offset is in force at a moment."""

    def __init__(self, zone: Component) -> None:
        onsets = sorted(
            (wall(part.value("DTSTART")) - east(part.value("TZOFFSETFROM")), east(part.value("TZOFFSETTO")))
            for part in zone.parts
        )
        self.starts, self.offsets = [start for start, _ in onsets], [to for _, to in onsets]
        for part, before in zip(zone.parts[1:], zone.parts, strict=False):
            assert part.value("TZOFFSETFROM") == before.value("TZOFFSETTO")

    def offset(self, at: datetime) -> timedelta:
        """At a naive moment in UTC, not before the first onset."""
        return self.offsets[bisect_right(self.starts, at) - 1]
