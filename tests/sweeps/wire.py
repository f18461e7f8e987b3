"""Just enough HTTP/1.1 to know where a request or an answer ends on a connection."""

import asyncio
from dataclasses import dataclass

HEAD_END = b"\r\n\r\n"


@dataclass(frozen=True)
class Message:
    """A whole request or answer as it stood on the wire."""

    head: bytes
    body: bytes

    @property
    def raw(self) -> bytes:
        return self.head + self.body

    @property
    def path(self) -> str:
        """What a request asks for."""
        return self.head.split(b" ", 2)[1].decode()


async def read_message(reader: asyncio.StreamReader, *, bodiless: bool = False) -> Message | None:
    """The next message of a connection; None when the other side hung up first."""
    try:
        head = await reader.readuntil(HEAD_END)
        body = b"" if bodiless else await read_body(reader, head)
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    return Message(head, body)


async def read_body(reader: asyncio.StreamReader, head: bytes) -> bytes:
    if b"chunked" in field(head, b"transfer-encoding"):
        return await read_chunks(reader)
    return await reader.readexactly(int(field(head, b"content-length") or 0))


async def read_chunks(reader: asyncio.StreamReader) -> bytes:
    found = b""
    while True:
        line = await reader.readuntil(b"\r\n")
        size = int(line, 16)
        found += line + await reader.readexactly(size + 2)
        if size == 0:
            return found


def field(head: bytes, name: bytes) -> bytes:
    """A header's value in small letters; empty when it is not there."""
    for line in head.split(b"\r\n")[1:]:
        key, _colon, value = line.partition(b":")
        if key.strip().lower() == name:
            return value.strip().lower()
    return b""


def has_no_body(request: Message, answer_head: bytes) -> bool:
    """Answers to HEAD, and 204 and 304, end with their head whatever it says."""
    return request.head.startswith(b"HEAD ") or answer_head.split(b" ", 2)[1] in (b"204", b"304")
