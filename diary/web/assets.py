"""Static files under addresses that carry a hash of their bytes, so that browsers keep them for good."""

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import brotli
from flask import Blueprint, Flask, Response, current_app, request
from flask.typing import ResponseReturnValue

from diary.errors import NotFound
from diary.web.scripts import joined

SHEETS = ("patient", "clinic")
SCRIPTS = ("js/app.js", "js/desk.js", "js/door.js")
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
        return f"/static/{stem}.{hashlib.sha256(self.body).hexdigest()[:12]}{dot}{ending}"

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
    """Every static file of this release, read once at start."""

    def __init__(self, folder: Path) -> None:
        files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix not in NOT_SERVED]
        self.by_name = {
            name: Asset(name, path.read_bytes()) for path in files if (name := path.relative_to(folder).as_posix())
        }
        sources = {name: asset.body.decode() for name, asset in self.by_name.items() if name.endswith(".js")}
        self.by_name = {name: asset for name, asset in self.by_name.items() if name not in sources}
        for script in SCRIPTS:
            self.by_name[script] = Asset(script, joined(script, sources).encode())
        for sheet in SHEETS:
            self.by_name[f"{sheet}.css"] = Asset(f"{sheet}.css", joined_sheet(folder, sheet))
        self.by_address = {asset.address: asset for asset in self.by_name.values()}

    def address(self, name: str) -> str:
        return self.by_name[name].address


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
    assets: Assets = app.extensions["diary_assets"]
    return assets


@cache
def assets_in(folder: Path) -> Assets:
    """The files of a folder, read once for every app of this process."""
    return Assets(folder)


def init_assets(app: Flask) -> None:
    assets = app.extensions["diary_assets"] = assets_in(Path(app.root_path).parent / "static")
    app.register_blueprint(bp)
    app.jinja_env.globals["asset"] = assets.address
