"""A script is one file: every module once, after those that it imports; what all screens need is a file of its own."""

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from diary.web.assets import APP, BEGUN, FILLING, PUSH, SCREENS, assets_of, scripts_of
from diary.web.scripts import alone, joined, modules_of, shared

MOST_BYTES = {"br": 15_000, "gzip": 16_000}  # browsers take brotli wherever there is HTTPS, and there always is
MOST_KEPT = 20_500  # what a kept screen loads, from the phone itself
MOST_BEGUN = 4_000
ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
SOURCES = {path.relative_to(STATIC).as_posix(): path.read_text(encoding="utf-8") for path in STATIC.rglob("*.js")}
SCREEN_FILES = sorted(name for name in SOURCES if name.startswith(SCREENS))
MODULES = {
    "js/screens/hello.js": """import "../core/loud.js"
import { Greeting } from "../modules/greeting.js"
import { name } from "../core/name.js"

new Greeting(name)
""",
    "js/modules/greeting.js": """// @ts-check
import { loud } from "../core/loud.js"
import { name } from "../core/name.js"

const first = "hello"

/** Says hello. */
export class Greeting {
  #greeting = first

  constructor(/** @type {string} */ whom) {
    console.log(JSON.stringify([this.#greeting, whom === name, shout(whom)])) // for the test
  }
}

export async function later() {}

function shout(whom) {
  return `${loud(whom)} // http://not-a-comment/ #greeting`
}
""",
    "js/core/loud.js": """import "./name.js"

export function loud(text) {
  return `${text}!`
}
""",
    "js/core/name.js": 'export const name = "Alice"\n',
}
SAID = ["hello", True, "Alice! // http://not-a-comment/ #greeting"]


def run(file: Path) -> str:
    """What a module prints."""
    return subprocess.run(["node", file], capture_output=True, text=True, check=True).stdout


def written(file: Path, script: str) -> Path:
    file.write_text(script, encoding="utf-8")
    return file


def test_what_one_module_exports_another_finds(tmp_path):
    script = joined("js/screens/hello.js", MODULES)

    assert json.loads(run(written(tmp_path / "hello.mjs", script))) == SAID


def test_a_module_that_two_import_stands_there_once():
    assert joined("js/screens/hello.js", MODULES).count('"Alice"') == 1


def test_comments_are_left_out():
    script = joined("js/screens/hello.js", MODULES)

    assert "@ts-check" not in script
    assert "Says hello" not in script
    assert "for the test" not in script


def test_what_another_file_holds_is_imported_from_there(tmp_path):
    app = written(tmp_path / "app.mjs", shared("js/core/loud.js", MODULES))
    elsewhere = dict.fromkeys(modules_of("js/core/loud.js", MODULES), app.as_posix())

    script = joined("js/screens/hello.js", MODULES, elsewhere)

    assert "Alice" not in script
    assert script.count("import") == 1
    assert json.loads(run(written(tmp_path / "hello.mjs", script))) == SAID


REFUSED = (
    ({"a": 'import { b } from "./b.js"\n', "b": 'import { a } from "./a.js"\nexport const b = 1\n'}, "does not export"),
    ({"a": 'import "./b.js"\n', "b": 'import "./a.js"\n'}, "imports itself"),
    ({"a": 'import { c } from "./b.js"\n', "b": "export const b = 1\n"}, "does not export"),
    ({"a": 'import { b as c } from "./b.js"\n', "b": "export const b = 1\n"}, "does not export"),
    ({"a": 'import "./b.js"\nconst b = 2\n', "b": "const b = 1\n"}, "b is declared in"),
    ({"a": 'import "./b.js"\nconst c = 2\n', "b": "const { b, c } = d\n"}, "c is declared in"),
    (
        {"a": 'import { c } from "./elsewhere.js"\nconst c = 2\n', "elsewhere": "export const c = 1\n"},
        "c is declared in",
    ),
    ({"a": "import { b } from './b.js'\n"}, "cannot be joined"),
    ({"a": 'import b from "./b.js"\n'}, "cannot be joined"),
    ({"a": 'import * as b from "./b.js"\n'}, "cannot be joined"),
    ({"a": "const b = await import(c)\n"}, "cannot be joined"),
    ({"a": "f(import.meta.url)\n"}, "cannot be joined"),
    ({"a": "export default 1\n"}, "cannot be joined"),
    ({"a": "const b = 1\nexport { b }\n"}, "cannot be joined"),
    ({"a": 'export { b } from "./b.js"\n'}, "cannot be joined"),
    ({"a": "export let b = 1\n"}, "cannot be joined"),
    ({"a": "var b = 1\n"}, "cannot be joined"),
    ({"a": "const [b] = c\n"}, "cannot be joined"),
    ({"a": "const { b: d } = c\n"}, "cannot be joined"),
)


@pytest.mark.parametrize(("modules", "why"), REFUSED)
def test_what_cannot_be_joined_is_refused(modules: Mapping[str, str], why: str):
    sources = {f"js/{name}.js": source for name, source in modules.items()}

    with pytest.raises(ValueError, match=why):
        joined("js/a.js", sources, {"js/elsewhere.js": "/static/js/elsewhere.js"})


@pytest.mark.parametrize("source", ['import "./b.js"\n', 'const b = await import("./b.js")\n'])
def test_an_import_of_nothing_is_refused(source):
    with pytest.raises(KeyError, match=r"js/b\.js"):
        joined("js/a.js", {"js/a.js": source})


def test_what_is_imported_later_comes_from_a_file_of_its_own(tmp_path):
    greeting = written(tmp_path / "greeting.mjs", shared("js/modules/greeting.js", MODULES))
    source = 'const { Greeting } = await import("./modules/greeting.js")\nnew Greeting("Alice")\n'

    script = joined("js/a.js", {"js/a.js": source}, {"js/modules/greeting.js": greeting.as_posix()})

    assert json.loads(run(written(tmp_path / "a.mjs", script))) == SAID


def test_private_names_are_short_and_stay_apart(tmp_path):
    names = [f"name{place}" for place in range(60)]
    fields = " ".join(f"#{name} = {place};" for place, name in enumerate(names))
    source = f"class A {{ {fields} all() {{ return [{', '.join(f'this.#{name}' for name in names)}] }} }}\n"

    script = joined("js/a.js", {"js/a.js": f"{source}console.log(JSON.stringify(new A().all()))\n"})

    assert "name" not in script
    assert json.loads(run(written(tmp_path / "a.mjs", script))) == list(range(60))


def test_a_script_alone_has_short_names_for_what_stands_outside_of_functions():
    source = 'const HELLO = "HELLO"\nasync function greet(a) {\n  const words = a.greet ?? HELLO\n  return words\n}\ngreet()\n'

    assert alone("sw.js", source) == (
        'const b="HELLO"\nasync function c(a){\nconst words=a.greet??b\nreturn words\n}\nc()\n'
    )


def test_a_changed_screen_leaves_every_other_file_as_it_is():
    changed = SOURCES | {"js/modules/help.js": SOURCES["js/modules/help.js"] + "const more = 1\n"}

    before, after = ({script.name: script.address for script in scripts_of(sources)} for sources in (SOURCES, changed))

    assert {name for name in before if before[name] != after[name]} == {"js/screens/help.js"}


def test_a_screen_imports_the_very_files_that_this_release_serves(app):
    by_address = assets_of(app).by_address

    for screen in SCREEN_FILES:
        found = re.findall(r'"(/static/[^"]+)"', assets_of(app).by_name[screen].body.decode())
        assert APP in [by_address[address].name for address in found], screen


def test_every_script_can_be_read_by_a_browser(app, tmp_path):
    for script in (asset for name, asset in assets_of(app).by_name.items() if name.endswith(".js")):
        file = written(tmp_path / "script.mjs", script.body.decode())
        subprocess.run(["node", "--check", str(file)], check=True)


@pytest.mark.parametrize("screen", SCREEN_FILES)
def test_a_page_of_the_server_loads_little_script(app, screen):
    files = [assets_of(app).by_name[name] for name in (APP, screen)]

    weights = {encoding: sum(len(file.encoded[encoding]) for file in files) for encoding in MOST_BYTES}

    assert all(weights[encoding] <= most for encoding, most in MOST_BYTES.items()), weights


@pytest.mark.parametrize("screen", SCREEN_FILES)
def test_a_screen_with_all_that_it_loads_later_is_light(app, screen):
    body = assets_of(app).by_name[screen].body.decode()
    later = [name for name in FILLING if assets_of(app).address(name) in body]

    assert sum(len(assets_of(app).by_name[name].encoded["br"]) for name in (APP, screen, *later)) <= MOST_KEPT


@pytest.mark.parametrize("name", [*BEGUN, PUSH])
def test_what_is_loaded_once_the_page_is_usable_is_light(app, name):
    assert len(assets_of(app).by_name[name].encoded["br"]) <= MOST_BEGUN


def test_no_module_hides_a_name_of_the_browsers(app):
    """Modules of one file share a scope: another one may mean the browser's."""
    types = next((ROOT / "tests/browser/node_modules").rglob("lib.dom.d.ts")).read_text(encoding="utf-8")
    theirs = set(re.findall(r"^declare (?:var|function) (\w+)", types, re.MULTILINE))
    outer = re.compile(r"^(?:export )?(?:async function|function|class|const|let) (\w+)", re.MULTILINE)

    assert len(theirs) > 500
    assert [
        (name, found) for name, source in SOURCES.items() if (found := theirs.intersection(outer.findall(source)))
    ] == []
