"""Which files a shell needs to work without signal."""

import re
from collections.abc import Iterable, Iterator
from posixpath import dirname, normpath

from diary.web.assets import Assets

IMPORT_MAP = re.compile(r'<script type="importmap">.*?</script>', re.DOTALL)
NAMED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
IMPORTED = re.compile(rb'^(?:import|export|})(?:[^"\n]* from)? "(\.[^"]+)"', re.MULTILINE)


def files_of(assets: Assets, page: str) -> set[str]:
    """Names of the files that a page names, and of the modules that those import."""
    named = {assets.by_address[address].name for address in NAMED.findall(IMPORT_MAP.sub("", page))}
    return set(with_imports(assets, named))


def with_imports(assets: Assets, names: Iterable[str]) -> Iterator[str]:
    """The files, and every module on the way from them."""
    waiting, seen = list(names), set(names)
    while waiting:
        name = waiting.pop()
        yield name
        new = set(imports_of(assets, name)) - seen
        seen |= new
        waiting += new


def imports_of(assets: Assets, name: str) -> Iterator[str]:
    """What a module imports, as its neighbours' names."""
    if name.endswith(".js"):
        for found in IMPORTED.findall(assets.by_name[name].body):
            yield normpath(f"{dirname(name)}/{found.decode()}")
