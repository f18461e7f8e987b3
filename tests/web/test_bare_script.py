"""Phones get our JavaScript without comments and indents, and not a sign of anything else is gone."""

import json
import subprocess
from pathlib import Path

import pytest

from diary.web.bare_script import bare_script

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "static" / "js").rglob("*.js"))
TSC = ROOT / "tests" / "browser" / "node_modules" / ".bin" / "tsc"
BARE = (  # a script, and what is left of it
    ("// @ts-check\nconst a = 1\n", "const a=1"),
    ("/** Says hello. */\nexport class A {}\n", "export class A{}"),
    ("  const a = 1 // why\n\n\n  const b = 2\n", "const a=1\nconst b=2"),
    ("f(/** @type {string} */ a)", "f(a)"),
    ("a /* over\n lines */ b", "a\nb"),
    ("a /* c */ b", "a b"),
    ("a/* c */in/* d */b", "a in b"),
    ("/* c */", ""),
    ("const a = 'it is // no comment'", "const a='it is // no comment'"),
    ('const a = "http://a.example/*"  // c */', 'const a="http://a.example/*"'),
    (r'const a = "\" // " // c', r'const a="\" // "'),
    (r"const a = '\\' // c '", r"const a='\\'"),
    ('const a = "/** no */"', 'const a="/** no */"'),
    ('a = "  two  blanks  "', 'a="  two  blanks  "'),
    ("const a = `two\n\n   lines // no comment`", "const a=`two\n\n   lines // no comment`"),
    ("const a = `${b /* c */} // no`", "const a=`${b} // no`"),
    ("const a = `${`// no ${b} /* no */`} // no` // c", "const a=`${`// no ${b} /* no */`} // no`"),
    ("const a = `${{ b: 1 }.b} // no` // c", "const a=`${{b:1}.b} // no`"),
    ("const a = `${f(() => { return `}` })} /* no */`", "const a=`${f(()=>{return`}`})} /* no */`"),
    (r"const a = `\` // no \${ $ ` // c", r"const a=`\` // no \${ $ `"),
    ("const a = /[/*]/.test(b) // c", "const a=/[/*]/.test(b)"),
    (r"f(/\/\/ [\]/]'/g) // c", r"f(/\/\/ [\]/]'/g)"),
    ("return /'/.test(a) // it's", "return/'/.test(a)"),
    ("const a = b / c // d / e", "const a=b/c"),
    ("const a = f(b) / c // '", "const a=f(b)/c"),
    ("const a = b[0] / 2 /* ' */ / c", "const a=b[0]/2/c"),
    ("if (a) { b } // c\n} // d", "if(a){b}\n}"),
    ("a?.b ?? /c'/ // d'", "a?.b??/c'/"),
    ("a + +b - -c + ++d - --e", "a+ +b- -c+ ++d- --e"),
    ("a / /b/.c", "a/ /b/.c"),
    ("1 .a", "1 .a"),
    ("static #a = b\nasync #c() {}\nasync * d() {}", "static #a=b\nasync #c(){}\nasync*d(){}"),
    ("const a = 1\n\n(b)", "const a=1\n(b)"),
    ("x\n// y\n++z", "x\n++z"),
    ("", ""),
)


@pytest.mark.parametrize(("source", "left"), BARE)
def test_only_what_readers_need_is_left_out(source, left):
    assert bare_script(source) == left + "\n"


@pytest.mark.parametrize(("source", "left"), BARE)
def test_what_is_bare_stays_as_it_is(source, left):
    assert bare_script(bare_script(source)) == bare_script(source)


def test_a_template_without_an_end_is_refused():
    with pytest.raises(ValueError, match="no end"):
        bare_script("const a = `b")


@pytest.fixture(scope="module")
def bare(tmp_path_factory) -> Path:
    """Every module as phones get it, in a folder like ours."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "package.json").write_text('{ "type": "module" }')
    for module in MODULES:
        copy = folder / module.relative_to(ROOT / "static" / "js")
        copy.parent.mkdir(exist_ok=True)
        copy.write_text(bare_script(module.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def without_comments(folder: Path, out: Path) -> dict[str, str]:
    """The modules of a folder as TypeScript writes them anew, comments left out."""
    modules = [str(path) for path in sorted(folder.rglob("*.js"))]
    how = "--allowJs --noCheck --removeComments --target esnext --module esnext --moduleResolution bundler".split()
    subprocess.run([TSC, *how, "--types", "", "--rootDir", folder, "--outDir", out, *modules], check=True)
    return {path.relative_to(out).as_posix(): path.read_text(encoding="utf-8") for path in out.rglob("*.js")}


def test_to_a_compiler_every_module_is_what_it_was(bare, tmp_path):
    ours = without_comments(ROOT / "static" / "js", tmp_path / "ours")

    assert len(ours) == len(MODULES)
    assert without_comments(bare, tmp_path / "bare") == ours


def test_every_module_can_still_be_read(bare):
    for module in bare.rglob("*.js"):
        subprocess.run(["node", "--check", module], check=True)


def exports_of(folder: Path) -> dict[str, list[str]]:
    script = """
      const found = {}
      for (const file of process.argv.slice(1)) found[file.split("/").at(-1)] = Object.keys(await import(file))
      console.log(JSON.stringify(found))
    """
    modules = sorted((folder / "core").glob("*.js"))
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script, *modules], capture_output=True, text=True, check=True
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_every_module_of_the_core_exports_what_it_did(bare):
    ours = exports_of(ROOT / "static" / "js")

    assert all(ours.values())
    assert exports_of(bare) == ours


def test_no_comment_is_left(bare):
    for module in bare.rglob("*.js"):
        text = module.read_text(encoding="utf-8")
        assert "/**" not in text
        assert not any(line.startswith(("//", " ")) or not line for line in text.splitlines()), module.name
