"""Our JavaScript as phones get it: without what only its readers need."""

import re
from collections.abc import Iterator
from functools import cache

UNREAD = r"(?P<unread>(?://[^\n]*|/\*.*?\*/|\s)+)"  # comments and blanks
STRING = r'"(?:\\.|[^"\\\n])*"|' + r"'(?:\\.|[^'\\\n])*'"
PATTERN = r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\[\n])+/\w*"
WORD = r"[\w$]+"
AFTER_VALUE = re.compile(f"{UNREAD}|{STRING}|{WORD}|.", re.DOTALL)
BEFORE_VALUE = re.compile(f"{UNREAD}|{STRING}|{PATTERN}|{WORD}|.", re.DOTALL)
# Of a template: from its start, or the end of a value in it, to its end or the start of the next value.
TEMPLATE = re.compile(r"[`}](?:\\.|\$(?!\{)|[^`\\$])*(?:`|\$\{)", re.DOTALL)
# Two signs that would become another one if no blank stood between them.
APART = re.compile(r"[\w$#]{2}|[+]{2}|--|//|/\*|[0-9]\.", re.ASCII)
# After these a slash begins a pattern; after a name, a value or a closing bracket it divides.
AWAITS_VALUE = frozenset("(,=:[!&|?{};+-*%<>~^") | {"", "return", "typeof", "case", "in", "of", "throw", "await"}


@cache
def bare_script(source: str) -> str:
    """A script without comments, indents and needless blanks; strings, templates and patterns stay as they are.

    Lines stay lines, because our code ends its statements with them.

    Raises:
        ValueError: A template that never ends.
    """
    kept, between = [""], ""
    for token, is_unread in tokens(source):
        if is_unread:
            between = "\n" if "\n" in token else " "
        else:
            needed = between == "\n" or APART.fullmatch(kept[-1][-1:] + token[0])
            kept += [between, token] if needed else [token]
            between = ""
    return "".join(kept).strip() + "\n"


def tokens(source: str) -> Iterator[tuple[str, bool]]:
    """Each token, and whether only readers need it."""
    place, last = 0, ""
    depths: list[int] = []  # how many brackets are open in each template's value that we are in
    while place < len(source):
        sign = source[place]
        in_template = sign == "`" or (sign == "}" and depths[-1:] == [0])
        found = (TEMPLATE if in_template else BEFORE_VALUE if last in AWAITS_VALUE else AFTER_VALUE).match(
            source, place
        )
        if found is None:
            raise ValueError(f"no end of the template at {place}")
        token, is_unread, place = found[0], found.lastgroup == "unread", found.end()
        if in_template or depths:
            follow_templates(depths, token, in_template=in_template)
        yield token, is_unread
        if not is_unread:
            last = "(" if token.endswith("${") else token


def follow_templates(depths: list[int], token: str, *, in_template: bool) -> None:
    """Keep count of the values of templates that are open after a token."""
    if in_template:
        if token.startswith("}"):
            depths.pop()
        if token.endswith("${"):
            depths.append(0)
    else:
        depths[-1] += {"{": 1, "}": -1}.get(token, 0)
