"""The service worker of this release: its code, what it keeps, and which shell stands in for which address."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from flask import Flask

from diary.push.payload import DAILY, TITLE
from diary.pwa.drawn_shells import DrawnShell
from diary.pwa.files import files_of
from diary.web.assets import PUSH, Asset, Assets
from diary.web.scripts import alone

USUALLY = "unsent"  # when most shells answer, left unsaid in the worker


def worker(app: Flask, assets: Assets, shells: Mapping[str, DrawnShell]) -> Asset:
    """`/sw.js`, whose version is the hash of what it keeps."""
    kept, routes = kept_addresses(assets, shells.values()), routes_of(shells.values())
    version = hashlib.sha256(json.dumps([kept, routes]).encode()).hexdigest()[:8]
    code = app.jinja_env.get_template("pwa/sw.js").render(
        version=version,
        kept=kept,
        routes=[(path, kept.index(shell), *(() if when == USUALLY else (when,))) for path, shell, when in routes],
        title=str(TITLE),
        body=str(DAILY),
        icon=assets.address("icons/icon-192.png"),
        badge=assets.address("icons/monochrome-96.png"),
    )
    return Asset("sw.js", alone("sw.js", code).encode())


def kept_addresses(assets: Assets, shells: Iterable[DrawnShell]) -> list[str]:
    """Everything that the diary needs without signal."""
    drawn = list(shells)
    names = {PUSH}.union(*(files_of(assets, shell.page) for shell in drawn))
    return sorted(shell.address for shell in drawn) + sorted(assets.address(name) for name in names)


def routes_of(shells: Iterable[DrawnShell]) -> list[tuple[str, str, str]]:
    """Which address is stood in for by which shell and when, the longest first: the worker takes the first that fits."""
    rows = [(path, drawn.address, drawn.shell.answers) for drawn in shells for path in drawn.shell.paths]
    return sorted(rows, key=lambda row: (-len(row[0].rstrip("*")), row))
