"""A page's script in one file: the modules that its entry imports, joined when the diary starts.

Thirty small files would cost a phone thirty heads of answers, and compress a third worse than one.
"""

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, normpath

from diary.web.bare_script import bare_script

IMPORT = re.compile(r'^import \{ ([^}]+) \} from "([^"]+)"\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)


def joined(entry: str, sources: Mapping[str, str]) -> str:
    """The script of one page.

    Args:
        entry: The name of its first module, such as "js/app.js".
        sources: Every module by its name.

    Returns:
        Each module once, in a scope of its own, after those that it imports; comments are left out.
    """
    names = list(dict.fromkeys(in_order(entry, sources)))
    scopes = {name: f"m{place}" for place, name in enumerate(names)}
    parts = [scoped(name, sources[name], scopes) for name in names[:-1]]
    return bare_script("".join([*parts, with_imports(entry, sources[entry], scopes)]))


def in_order(name: str, sources: Mapping[str, str], path: tuple[str, ...] = ()) -> Iterator[str]:
    """A module after all that it imports.

    Raises:
        ValueError: Modules import each other in a circle, and none of them could be first.
    """
    if name in path:
        raise ValueError(f"{name} imports itself by way of {path[-1]}")
    for _names, address in IMPORT.findall(sources[name]):
        yield from in_order(imported(name, address), sources, (*path, name))
    yield name


def imported(name: str, address: str) -> str:
    return normpath(f"{dirname(name)}/{address}")


def scoped(name: str, source: str, scopes: Mapping[str, str]) -> str:
    """`const m3 = (() => { …; return { Store } })()`."""
    exports = ", ".join(EXPORT.findall(source))
    body = with_imports(name, EXPORT.sub("", source), scopes)
    return f"const {scopes[name]} = (() => {{\n{body}return {{ {exports} }}\n}})()\n"


def with_imports(name: str, source: str, scopes: Mapping[str, str]) -> str:
    """What a module imports comes out of the scopes before it."""
    return IMPORT.sub(lambda found: f"const {{ {found[1]} }} = {scopes[imported(name, found[2])]}\n", source)
