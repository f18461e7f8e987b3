"""The worker, its shells and the manifest; the same for everybody, and asked for anew each time."""

from functools import cached_property

from flask import Blueprint, Flask, Response, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from diary.accounts.guards import public
from diary.errors import NotFound
from diary.pwa.drawn_shells import DrawnShell, draw
from diary.pwa.manifest import manifest
from diary.pwa.worker import worker
from diary.version import VERSION
from diary.web.assets import Asset, assets_of, sent
from diary.web.shells import Shell
from diary.web.texts import language, say

ASK_AGAIN = "no-cache"

bp = Blueprint("pwa", __name__)


class Pwa:
    """What phones keep of this release, made when the first one asks."""

    def __init__(self, app: Flask, shells: tuple[Shell, ...]) -> None:
        self.app = app
        self.declared = shells

    @cached_property
    def shells(self) -> dict[str, DrawnShell]:
        return draw(self.app, self.declared)

    @cached_property
    def worker(self) -> Asset:
        return worker(self.app, assets_of(self.app), self.shells)


@bp.get("/shell/<name>")
@public
def shell(name: str) -> ResponseReturnValue:
    """A screen with nobody in it. One of another release is not found: a phone must never keep a mixture."""
    found = pwa_of(current_app).shells.get(name)
    if found is None or request.args.get("v", found.mark) != found.mark:
        raise NotFound
    return Response(found.page, content_type="text/html; charset=utf-8", headers={"Cache-Control": ASK_AGAIN})


@bp.get("/sw.js", endpoint="worker")
@public
def service_worker() -> ResponseReturnValue:
    """The worker."""
    return sent(pwa_of(current_app).worker, ASK_AGAIN)


@bp.get("/manifest.webmanifest", endpoint="manifest")
@public
def web_manifest() -> ResponseReturnValue:
    """What the phone needs to put the diary on its home screen."""
    direction = get_locale().text_direction
    return sent(manifest(assets_of(current_app), say, language=language(), direction=direction), ASK_AGAIN)


@bp.get("/install")
@public
def install() -> ResponseReturnValue:
    """How this phone puts the diary on its home screen."""
    return render_template("pwa/install.html")


def pwa_of(app: Flask) -> Pwa:
    found: Pwa = app.extensions["diary_pwa"]
    return found


def init_pwa(app: Flask, shells: tuple[Shell, ...]) -> None:
    """Give an app its worker, with the shells that its features declare."""
    app.extensions["diary_pwa"] = Pwa(app, shells)
    app.register_blueprint(bp)
    app.jinja_env.globals.update(app_version=VERSION, shell=None)
