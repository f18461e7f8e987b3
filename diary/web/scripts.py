"""A page's script in one file: the modules that its entry imports, joined before the first page is shown.

Thirty small files would cost a phone thirty heads of answers, and compress a third worse than one. The modules of a file
share one scope: what is declared outside of functions and classes has a name of its own in all of them.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from posixpath import dirname, normpath
from string import ascii_letters, ascii_lowercase

from diary.web.bare_script import bare_script, tokens

IMPORT = re.compile(r'^import (?:\{ ([^}]+) \} from )?"([^"]+)"\n', re.MULTILINE)
LATER = re.compile(r'\bimport(?:\("([^"]+)"\)|[(.])')
EXPORT = re.compile(r"^export (?=(?:async function|function|class|const) (\w+))", re.MULTILINE)
OUTER = re.compile(r"^(?:async|class|const|export|function|import|let|var)\b.*", re.MULTILINE)
DECLARED = re.compile(r"(?:async function|class|const|function|let) (\w+|\{ [\w, ]+ \})")


def joined(entry: str, sources: Mapping[str, str], elsewhere: Mapping[str, str] | None = None) -> str:
    """The script of one page.

    Args:
        entry: The name of its first module, such as "js/screens/help.js".
        sources: Every module by its name.
        elsewhere: Modules that another file holds, each with that file's address; they are imported from there.

    Returns:
        Each module once, after those that it imports; comments are left out.

    Raises:
        ValueError: A circle of imports, a form of import, export or declaration that our modules do not use, or a name
            that nobody exports or two modules declare.
        KeyError: A module that is nowhere or, where it is imported later, is no file of its own.
    """
    return with_short_names("".join(pieces(entry, sources, elsewhere or {})))


def shared(entry: str, sources: Mapping[str, str], elsewhere: Mapping[str, str] | None = None) -> str:
    """The same as a module for others to import from: it exports all that any of its own modules does."""
    own = own_modules(entry, sources, elsewhere or {})
    exported = ",".join(name for module in own for name in EXPORT.findall(sources[module]))
    return f"{joined(entry, sources, elsewhere)}export{{{exported}}}\n"


def modules_of(entry: str, sources: Mapping[str, str]) -> list[str]:
    """An entry and all that it imports, each after those that it imports itself."""
    return list(dict.fromkeys(in_order(entry, sources)))


def own_modules(entry: str, sources: Mapping[str, str], elsewhere: Mapping[str, str]) -> list[str]:
    return [name for name in modules_of(entry, sources) if name not in elsewhere]


def in_order(name: str, sources: Mapping[str, str], path: tuple[str, ...] = ()) -> Iterator[str]:
    if name in path:
        raise ValueError(f"{name} imports itself by way of {path[-1]}")
    for module, names in imports_of(name, sources[name]):
        if unknown := set(names) - set(EXPORT.findall(sources[module])):
            raise ValueError(f"{module} does not export {unknown}, which {name} imports")
        yield from in_order(module, sources, (*path, name))
    yield name


def imports_of(name: str, source: str) -> Iterator[tuple[str, list[str]]]:
    """Each module that a module imports, and what it takes out of it."""
    for names, address in IMPORT.findall(source):
        yield imported(name, address), names.split(", ") if names else []


def imported(name: str, address: str) -> str:
    return normpath(f"{dirname(name)}/{address}")


def pieces(entry: str, sources: Mapping[str, str], elsewhere: Mapping[str, str]) -> Iterator[str]:
    """The imports from other files, then each module without its imports and exports."""
    own = own_modules(entry, sources, elsewhere)
    imports = [found for name in own for found in imports_of(name, sources[name]) if found[0] in elsewhere]
    owners = {name: module for module, names in imports for name in names}
    for address in dict.fromkeys(elsewhere[module] for module, _names in imports):
        names = ",".join(name for name, module in owners.items() if elsewhere[module] == address)
        yield f'import{{{names}}}from"{address}"\n'
    for name in own:
        source = EXPORT.sub("", IMPORT.sub("", sources[name]))
        for declared in declared_in(name, source):
            if owners.setdefault(declared, name) != name:
                raise ValueError(f"{declared} is declared in {name} and in {owners[declared]}")
        yield with_addresses(name, bare_script(source), elsewhere)


def with_addresses(name: str, script: str, elsewhere: Mapping[str, str]) -> str:
    """What a module imports only when it needs it has a file of its own."""

    def address(found: re.Match[str]) -> str:
        if not found[1]:
            raise ValueError(f"{name} has a form of import that cannot be joined")
        return f'import("{elsewhere[imported(name, found[1])]}")'

    return LATER.sub(address, script)


def declared_in(name: str, source: str) -> Iterator[str]:
    """The names that a module gives to what stands outside of functions and classes."""
    for line in OUTER.findall(source):
        found = DECLARED.match(line)
        if not found:
            raise ValueError(f"{name} has a form that cannot be joined: {line}")
        yield from re.findall(r"\w+", found[1])


def with_short_names(script: str) -> str:
    """Short names for what only a class itself sees."""
    words = [token for token, _unread in tokens(script)]
    private = dict.fromkeys(word for sign, word in pairwise(words) if sign == "#")
    short = {name: f"{ascii_lowercase[place % 26]}{place // 26 or ''}" for place, name in enumerate(private)}
    return "".join(short[word] if sign == "#" else word for sign, word in pairwise(["", *words]))


def alone(name: str, source: str) -> str:
    """A script of one file that nobody imports from, bare, with short names for what it declares outside of functions.

    No member of an object may be written as such a name alone, as in `{ kept }`.
    """
    words = [token for token, _unread in tokens(bare_script(source))]
    short = dict(
        zip(declared_in(name, source), (letter for letter in ascii_letters if letter not in words), strict=False)
    )
    return "".join(word if before == "." else short.get(word, word) for before, word in pairwise(["", *words]))
