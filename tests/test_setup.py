"""A newcomer's first minute: the pinned packages, the install, and what it says when something is missing."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
RUNTIME, TESTS = ROOT / "requirements.txt", ROOT / "tests" / "requirements.txt"
PINNED = re.compile(r"(?P<name>[a-z0-9-]+)==(?P<version>[0-9a-z.]+)(?: \\\n    --hash=sha256:[0-9a-f]{64})+\n")
NEEDED_BY_THE_SCRIPT = ("bash", "cmp", "cut", "id", "sort", "tail")


def pinned(path: Path) -> dict[str, str]:
    return {found["name"]: found["version"] for found in PINNED.finditer(path.read_text())}


@pytest.mark.parametrize("path", [RUNTIME, TESTS], ids=["runtime", "tests"])
def test_every_line_is_one_version_with_its_hashes(path):
    left_over = PINNED.sub("", path.read_text())

    assert left_over == "# Made by 'make lock' from pyproject.toml: change that file, not this one.\n"


def test_the_lists_hold_what_the_project_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = [re.split(r"[\[ ]", line)[0] for line in project["dependencies"]]
    asked_by_tests = project["optional-dependencies"]["test"]

    assert set(asked) <= set(pinned(RUNTIME))
    assert set(asked_by_tests) <= set(pinned(TESTS)) - set(pinned(RUNTIME))


def test_the_tests_run_on_the_versions_that_people_run():
    assert pinned(RUNTIME).items() <= pinned(TESTS).items()


def test_the_browser_tools_are_pinned_without_an_address():
    lock = json.loads((ROOT / "tests" / "browser" / "package-lock.json").read_text())
    packages = [package for name, package in lock["packages"].items() if name]

    assert all(package["integrity"].startswith("sha512-") for package in packages)
    assert not any("resolved" in package for package in packages)


def test_one_command_is_what_every_change_must_pass():
    script = ROOT / ".ci" / "run"

    assert script.read_text().splitlines()[-1] == "make test"
    assert os.access(script, os.X_OK)


def a_checkout(folder: Path) -> Path:
    """A checkout with a space in its path, with nothing to install yet."""
    folder = folder / "my checkout"
    (folder / "diary" / "ops").mkdir(parents=True)
    shutil.copy(ROOT / "diary" / "ops" / "install.sh", folder / "diary" / "ops")
    (folder / "requirements.txt").write_text("# nothing\n")
    return folder


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    return a_checkout(tmp_path)


@pytest.fixture(scope="module")
def first_install(tmp_path_factory: pytest.TempPathFactory) -> Path:
    checkout = a_checkout(tmp_path_factory.mktemp("first"))
    done = install(checkout)
    assert done.returncode == 0, done.stderr
    return checkout


@pytest.fixture
def installed(first_install: Path, tmp_path: Path) -> Path:
    """A checkout where the install has been done; making an environment is slow, so tests copy one."""
    shutil.copytree(first_install, tmp_path / "my copy", symlinks=True)
    return tmp_path / "my copy"


def install(checkout: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = ["/bin/bash", "diary/ops/install.sh", "requirements.txt"]
    return subprocess.run(
        command, cwd=checkout, env=os.environ | environment, capture_output=True, text=True, check=False, timeout=120
    )


def only_these(folder: Path, programs: dict[str, str]) -> str:
    """A search path with the few programs that the script needs and these scripts, no Python among them."""
    folder.mkdir()
    for name in NEEDED_BY_THE_SCRIPT:
        if name not in programs:
            (folder / name).symlink_to(str(shutil.which(name)))
    for name, script in programs.items():
        (folder / name).write_text(f"#!/bin/bash\n{script}\n")
        (folder / name).chmod(0o755)
    return str(folder)


def test_the_install_makes_an_environment(first_install):
    subprocess.run([".venv/bin/python", "-c", "import pip"], cwd=first_install, check=True)


def test_the_install_happens_once(installed):
    again = install(installed)

    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_a_changed_list_is_installed(installed):
    (installed / "requirements.txt").write_text("# still nothing\n")

    again = install(installed)

    assert again.returncode == 0
    assert "Installing 0 packages" in again.stdout
    assert "Making .venv" not in again.stdout


def test_an_install_that_was_cut_off_starts_again(installed):
    (installed / ".venv" / "unfinished").touch()
    (installed / ".venv" / "half-written").touch()

    again = install(installed)

    assert again.returncode == 0
    assert "Making .venv" in again.stdout
    assert not (installed / ".venv" / "half-written").exists()


def test_an_environment_of_a_python_that_is_gone_is_made_anew(installed):
    (installed / ".venv" / "bin" / "python").unlink()

    again = install(installed)

    assert again.returncode == 0
    assert "Making .venv" in again.stdout


def test_a_failed_install_says_why(installed):
    (installed / "requirements.txt").write_text("this is no package\n")

    done = install(installed)

    assert done.returncode == 1
    assert "Invalid requirement" in done.stderr
    assert "Run the same make again to go on." in done.stderr


def test_without_venv_it_prints_the_line_to_run(checkout, tmp_path):
    done = install(checkout, PATH=only_these(tmp_path / "bin", {"python3": "exit 1"}))

    assert done.returncode == 1
    assert done.stderr.endswith("apt-get install -y git make python3-venv\n")
    assert not (checkout / ".venv").exists()


def test_with_an_old_python_it_names_the_newest_of_the_release(checkout, tmp_path):
    old = '[[ "$2" == *ensurepip* ]] && exit 1; exit 0'
    offers = "echo 'python3.11-venv - venv module'; echo 'python3.12-venv - venv module'"

    done = install(checkout, PATH=only_these(tmp_path / "bin", {"python3": old, "apt-cache": offers}))

    assert done.returncode == 1
    assert done.stderr.endswith("apt-get install -y git make python3.12-venv\n")


def test_with_an_old_release_it_says_so(checkout, tmp_path):
    old = '[[ "$2" == *ensurepip* ]] && exit 1; exit 0'

    done = install(checkout, PATH=only_these(tmp_path / "bin", {"python3": old, "apt-cache": "exit 0"}))

    assert done.returncode == 1
    assert "use Debian 12, Ubuntu 24.04 or a later one" in done.stderr


def debian_tools(search_path: str, *words: str) -> subprocess.CompletedProcess[str]:
    command = ["/bin/bash", "tests/tools/debian.sh", *words]
    return subprocess.run(
        command, cwd=ROOT, env={"PATH": search_path}, capture_output=True, text=True, check=False, timeout=60
    )


def test_who_may_not_install_what_the_tests_need_gets_the_line(tmp_path):
    done = debian_tools(only_these(tmp_path / "bin", {"id": "echo 1000", "sudo": "exit 1"}))

    line = done.stderr.splitlines()[-1]
    assert done.returncode == 1
    assert line.startswith("  sudo apt-get install -y --no-install-recommends chromium chromium-headless-shell ")
    assert line.endswith("nodejs npm fontconfig fonts-dejavu-core fonts-noto-core")


def test_the_browsers_beside_chromium_come_only_when_asked_for(tmp_path):
    nothing = only_these(tmp_path / "bin", {"id": "echo 1000", "sudo": "exit 1"})

    assert "firefox" not in debian_tools(nothing).stderr
    assert debian_tools(nothing, "engines").stderr.endswith(" firefox-esr webkit2gtk-driver xvfb\n")


@pytest.mark.parametrize(("programs", "prefix"), [({"id": "echo 0"}, ""), ({"id": "echo 1000"}, "sudo ")])
def test_who_may_install_does(tmp_path, programs, prefix):
    asked = tmp_path / "asked"
    note = f'echo "$0 $*" | cut -d / -f {len(tmp_path.parts) + 2}- >> {asked}'
    sudo = 'if [ "$*" = "-n true" ]; then exit 0; fi\n' + note + '\n"$@"'

    debian_tools(only_these(tmp_path / "bin", programs | {"apt-get": note, "sudo": sudo}))

    lines = asked.read_text().splitlines()
    assert [line for line in lines if line.startswith(f"{prefix}apt-get install")] != []
    assert "chromium" in lines[-1]


def test_nothing_is_installed_when_everything_is_there():
    done = debian_tools(os.environ["PATH"])

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_skipped_test_fails_the_run(tmp_path):
    (tmp_path / "test_it.py").write_text("import pytest\n\ndef test_it():\n    pytest.skip('no browser')\n")

    done = run_pytest(tmp_path)

    assert done.returncode == 1
    assert "did not run (Skipped: no browser)" in done.stdout


def test_a_skipped_file_fails_the_run(tmp_path):
    (tmp_path / "test_it.py").write_text("import pytest\n\npytest.importorskip('no_such_module')\n")

    done = run_pytest(tmp_path)

    assert done.returncode != 0
    assert "could not import 'no_such_module'" in done.stdout


def test_a_test_that_is_expected_to_fail_fails_the_run(tmp_path):
    (tmp_path / "test_it.py").write_text("import pytest\n\n@pytest.mark.xfail\ndef test_it():\n    assert False\n")

    assert run_pytest(tmp_path).returncode == 1


def run_pytest(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "--rootdir", str(folder), "-p", "tests.no_skips", str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)
