"""A page's script is one file: every module once, in a scope of its own, after those that it imports."""

import json
import subprocess
from pathlib import Path

import brotli
import pytest

from diary.web.assets import SCRIPTS, assets_of
from diary.web.scripts import joined

MOST_BYTES = 15_000
MODULES = {
    "js/app.js": 'import { Greeting } from "./modules/greeting.js"\nimport { name } from "./core/name.js"\n\nnew Greeting(name)\n',
    "js/modules/greeting.js": """// @ts-check
import { name } from "../core/name.js"

const first = "hello"

/** Says hello. */
export class Greeting {
  constructor(/** @type {string} */ whom) {
    console.log(JSON.stringify([first, whom === name, shout(whom)])) // for the test
  }
}

export async function later() {}

function shout(whom) {
  return `${whom}! // http://not-a-comment/`
}
""",
    "js/core/name.js": 'const first = "Alice"\nexport const name = first\n',
}


def run(script: str) -> str:
    """What a script prints, as strict as a module is."""
    done = subprocess.run(
        ["node", "--input-type=module", "-"], input=script, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_modules_with_the_same_names_inside_work_together():
    assert json.loads(run(joined("js/app.js", MODULES))) == ["hello", True, "Alice! // http://not-a-comment/"]


def test_a_module_that_two_import_stands_there_once():
    assert joined("js/app.js", MODULES).count('"Alice"') == 1


def test_comments_are_left_out():
    script = joined("js/app.js", MODULES)

    assert "@ts-check" not in script
    assert "Says hello" not in script
    assert "for the test" not in script


def test_a_circle_of_imports_is_refused():
    circle = {"js/a.js": 'import { b } from "./b.js"\n', "js/b.js": 'import { a } from "./a.js"\n'}

    with pytest.raises(ValueError, match="imports itself"):
        joined("js/a.js", circle)


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_script_is_light_and_can_be_read_by_a_browser(app, name, tmp_path: Path):
    body = assets_of(app).by_name[name].body
    file = tmp_path / "script.mjs"
    file.write_bytes(body)

    subprocess.run(["node", "--check", str(file)], check=True)
    assert b"import " not in body
    assert len(brotli.compress(body, quality=11)) <= MOST_BYTES
