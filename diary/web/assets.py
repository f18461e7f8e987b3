"""Static files under addresses that carry a hash of their bytes, so that browsers keep them for good."""

import gzip
import hashlib
import mimetypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import brotli
from flask import Blueprint, Flask, Response, current_app, request
from flask.typing import ResponseReturnValue

from diary.errors import NotFound
from diary.web.scripts import joined, modules_of, shared

SHEETS = ("patient", "clinic", "past", "after", "tabs", "checks", "door")
DESK, APP, SCREENS = "js/desk.js", "js/app.js", "js/screens/"
PUSH = "js/modules/push.js"  # what every screen loads when it has nothing else to do
FILLING = (
    "js/core/entries.js",
    "js/core/after.js",
    "js/core/today.js",
    "js/core/past.js",
    "js/core/trend.js",
    "js/core/visit.js",
    "js/core/goal-week.js",
    "js/modules/questions.js",
)  # what screens load only where the phone fills them
BEGUN = ("js/modules/flag-cards.js",)  # what they load once somebody begins to fill them in
NOT_SERVED = (".txt", ".ts", ".json")  # lists of sheets, types and settings for tools
COMPRESSIBLE = (".css", ".js", ".svg", ".json", ".webmanifest")
FOR_EVER = "public, max-age=31536000, immutable"
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}

bp = Blueprint("assets", __name__)


@dataclass(frozen=True)
class Asset:
    """One static file with the address that browsers use and its compressed copies."""

    name: str
    body: bytes

    @cached_property
    def address(self) -> str:
        stem, dot, ending = self.name.rpartition(".")
        return f"/static/{stem}.{hashlib.sha256(self.body).hexdigest()[:8]}{dot}{ending}"

    @property
    def content_type(self) -> str:
        suffix = Path(self.name).suffix
        return TYPES.get(suffix) or mimetypes.types_map.get(suffix, "application/octet-stream")

    @cached_property
    def encoded(self) -> dict[str, bytes]:
        if not self.name.endswith(COMPRESSIBLE):
            return {}
        return {"br": brotli.compress(self.body, quality=11), "gzip": gzip.compress(self.body, 9, mtime=0)}


class Assets:
    """Every static file of this release."""

    def __init__(self, folder: Path) -> None:
        files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix not in NOT_SERVED]
        self.by_name = {
            name: Asset(name, path.read_bytes()) for path in files if (name := path.relative_to(folder).as_posix())
        }
        sources = {name: asset.body.decode() for name, asset in self.by_name.items() if name.endswith(".js")}
        self.by_name = {name: asset for name, asset in self.by_name.items() if name not in sources}
        self.by_name |= {script.name: script for script in scripts_of(sources)}
        for sheet in SHEETS:
            self.by_name[f"{sheet}.css"] = Asset(f"{sheet}.css", joined_sheet(folder, sheet))
        self.by_address = {asset.address: asset for asset in self.by_name.values()}

    def address(self, name: str) -> str:
        return self.by_name[name].address


def scripts_of(sources: Mapping[str, str]) -> Iterator[Asset]:
    """The desk's script; how reminders reach a phone; what every patient's screen needs; what some load later; and what is each
    screen's own."""
    yield Asset(DESK, joined(DESK, sources).encode())
    push = Asset(PUSH, shared(PUSH, sources).encode())
    yield push
    elsewhere = dict.fromkeys(modules_of(PUSH, sources), push.address)
    app = Asset(APP, shared(APP, sources, elsewhere).encode())
    yield app
    elsewhere |= dict.fromkeys(modules_of(APP, sources), app.address)
    for name in FILLING + BEGUN:
        later = Asset(name, shared(name, sources, elsewhere).encode())
        elsewhere[name] = later.address
        yield later
    for screen in sources:
        if screen.startswith(SCREENS):
            yield Asset(screen, joined(screen, sources, elsewhere).encode())


def joined_sheet(folder: Path, sheet: str) -> bytes:
    """The style sheet that a list of file names describes, in its order."""
    listing = folder / "css" / f"{sheet}.txt"
    names = listing.read_text(encoding="utf-8").split() if listing.exists() else []
    return b"\n".join((folder / "css" / name).read_bytes() for name in names)


@bp.get("/static/<path:name>")
def static(name: str) -> ResponseReturnValue:
    """One static file."""
    found = assets_of(current_app).by_address.get(f"/static/{name}")
    if found is None:
        raise NotFound
    return sent(found, FOR_EVER)


def sent(asset: Asset, cache_control: str) -> Response:
    """A file, compressed as the browser likes it best."""
    encoding = request.accept_encodings.best_match(asset.encoded) if asset.encoded else None
    response = Response(asset.encoded[encoding] if encoding else asset.body, content_type=asset.content_type)
    response.headers["Cache-Control"] = cache_control
    response.headers["Vary"] = "Accept-Encoding"
    if encoding:
        response.headers["Content-Encoding"] = encoding
    return response


def assets_of(app: Flask) -> Assets:
    return assets_in(Path(app.root_path).parent / "static")


@cache
def assets_in(folder: Path) -> Assets:
    """The files of a folder, read once for every app of this process, by the first page: commands show none."""
    return Assets(folder)


def init_assets(app: Flask) -> None:
    app.register_blueprint(bp)
    app.jinja_env.globals["asset"] = lambda name: assets_of(app).address(name)
