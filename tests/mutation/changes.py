"""Small changes to a script, each of which some test should notice."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass

from diary.web.bare_script import tokens

BOTH = [
    (r"(?<= )<(?= )", "<="),
    (r"(?<= )<=(?= )", "<"),
    (r"(?<= )>(?= )", ">="),
    (r"(?<= )>=(?= )", ">"),
    (r"(?<= )\+(?= )", "-"),
    (r"(?<= )-(?= )", "+"),
    (r"(?<= )\*(?= )", "/"),
    (r"(?<= )//?(?= )", "*"),
    (r"(?<= )%(?= )", "*"),
    (r"(?<= )([-+])=(?= )", "="),
    (r"\bmin\(", "max("),
    (r"\bmax\(", "min("),
]
PYTHON = [
    (r"(?<= )==(?= )", "!="),
    (r"(?<= )!=(?= )", "=="),
    (r"\band\b", "or"),
    (r"\bor\b", "and"),
    (r"\bis not\b", "is"),
    (r"\bis (?!not\b)", "is not "),
    (r"\bnot in\b", "in"),
    (r"(?<!is )\bnot (?!in\b)", ""),
    (r"\bTrue\b", "False"),
    (r"\bFalse\b", "True"),
    (r"\bany\(", "all("),
    (r"\ball\(", "any("),
]
SCRIPT = [
    (r"===", "!=="),
    (r"!==", "==="),
    (r"&&", "||"),
    (r"\|\|", "&&"),
    (r"\?\?(?!=)", "&&"),
    (r"!(?!=)", ""),
    (r"\btrue\b", "false"),
    (r"\bfalse\b", "true"),
    (r"\.some\(", ".every("),
    (r"\.every\(", ".some("),
]
NUMBER = re.compile(r"(?<![\w.])\d[\d_]*(?![\w.]|\.\d)")
PYTHON_STATEMENT = re.compile(r"(return|raise|continue|break|yield)\b.*|[\w.\[\]]+ [-+*|]= .*|[\w.]+\(.*\)")
SCRIPT_STATEMENT = re.compile(r"(return|throw|await|if \(|this\.|[\w#]+(\.[\w#]+)*\().*[^({,&|?:]")
NO_RULE = re.compile(r"@|(from|import)\b")  # lines that decide nothing


@dataclass(frozen=True)
class Change:
    """What stands at one place of a source, and what stands there instead."""

    line: int
    start: int
    was: str
    becomes: str

    def made_in(self, source: str) -> str:
        return source[: self.start] + self.becomes + source[self.start + len(self.was) :]


def changes_of(source: str, *, is_python: bool) -> list[Change]:
    """Every change that this module knows, in the order of the source."""
    bare = blanked_python(source) if is_python else blanked_script(source)
    found = [*swaps(bare, BOTH + (PYTHON if is_python else SCRIPT)), *numbers(bare), *gone(bare, is_python=is_python)]
    told = [
        Change(bare.count("\n", 0, start) + 1, start, source[start:end], becomes)
        for start, end, becomes in sorted(found)
    ]
    lines = bare.splitlines()
    return [change for change in told if not NO_RULE.match(lines[change.line - 1].strip())]


def swaps(bare: str, known: list[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    for pattern, becomes in known:
        yield from ((found.start(), found.end(), becomes) for found in re.finditer(pattern, bare))


def numbers(bare: str) -> Iterator[tuple[int, int, str]]:
    yield from ((found.start(), found.end(), str(int(found[0]) + 1)) for found in NUMBER.finditer(bare))


def gone(bare: str, *, is_python: bool) -> Iterator[tuple[int, int, str]]:
    """Statements that fill a line, left out."""
    place = 0
    for line in bare.splitlines(keepends=True):
        statement = line.strip()
        known = (PYTHON_STATEMENT if is_python else SCRIPT_STATEMENT).fullmatch(statement)
        if known and is_closed(statement):
            start = place + line.index(statement)
            yield start, start + len(statement), "pass" if is_python else ""
        place += len(line)


def is_closed(statement: str) -> bool:
    depth = 0
    for sign in statement:
        depth += (sign in "([{") - (sign in ")]}")
        if depth < 0:
            return False
    return depth == 0


def blanked_script(source: str) -> str:
    """JavaScript of the same length, with quotation marks for strings, templates and patterns, blanks for comments."""
    kept = []
    for token, is_unread in tokens(source):
        is_text = len(token) > 1 and token[0] in "\"'`}/"
        kept.append(re.sub(r"[^\n]", " " if is_unread else '"', token) if is_unread or is_text else token)
    return "".join(kept)


def blanked_python(source: str) -> str:
    """Python of the same length, with quotation marks for strings, blanks for comments."""
    signs = list(source)
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str)):
            first, last = (
                starts[row - 1] + len(source[starts[row - 1] : starts[row]].encode()[:column].decode())
                for row, column in ((node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset))
            )
            blank(signs, first, last, '"')
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            start = starts[token.start[0] - 1] + token.start[1]
            blank(signs, start, start + len(token.string), " ")
    return "".join(signs)


def blank(signs: list[str], start: int, end: int, filling: str) -> None:
    for place in range(start, end):
        if signs[place] != "\n":
            signs[place] = filling
