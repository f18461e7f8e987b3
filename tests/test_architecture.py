"""Features only look down, and each kind of file keeps to its layer."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import diary

ROOT = Path(diary.__file__).parent
LAYERS = ROOT.parent / "docs/decisions/0001-a-folder-per-feature.md"
RANKS = [
    {"clock", "config", "days", "db", "errors", "private_files", "smtp", "strict_json", "text", "version"},
    {"web", "charts"},
    {"audit"},
    {"accounts"},
    {"practice"},
    {"entries", "sessions"},
    {"effects", "checks", "prefs"},
    {"trends"},
    {"push"},
    {"reminders"},
    {"sync", "export", "today", "past", "caseload"},
    {"pwa", "ops"},
    {"features"},
    {"assembly"},
]
RANK = {name: rank for rank, names in enumerate(RANKS) for name in names}

FRAMEWORKS = {
    "flask",
    "flask_login",
    "flask_sqlalchemy",
    "flask_wtf",
    "flask_babel",
    "sqlalchemy",
    "werkzeug",
    "wtforms",
    "webpush",
}
PURE = {
    "about",
    "adherence",
    "answers",
    "as_json",
    "basis",
    "below_tables",
    "canonical",
    "codes",
    "consent",
    "describe",
    "diary_file",
    "domain",
    "effect_lines",
    "facts",
    "fhir",
    "figure",
    "findings",
    "flags",
    "followed",
    "headline",
    "help",
    "hosts",
    "ics",
    "keys",
    "ledger_changes",
    "length",
    "level",
    "mail_schedule",
    "notes",
    "outcome",
    "own",
    "page",
    "pairing",
    "panels",
    "payload",
    "plain",
    "prefilled",
    "privacy",
    "push_content",
    "receiving",
    "red_flags",
    "relief",
    "relief_said",
    "response",
    "rows",
    "saves",
    "schedule",
    "screens",
    "series",
    "services",
    "session_marks",
    "session_rows",
    "span",
    "stats",
    "strict",
    "summary",
    "table",
    "throttle",
    "trend",
    "typed_again",
    "values",
    "weekly",
    "wire",
    "words",
}
NEVER = {
    "models": {"flask", "actions", "views", "forms"},
    "actions": {"flask", "flask_login", "flask_wtf", "wtforms", "views", "forms"},
    "access": {"flask", "flask_login", "views", "forms"},
    "queries": {"flask", "flask_login", "actions", "views", "forms"},
    "load": {"flask", "flask_login", "actions", "views", "forms"},
    "forms": {"sqlalchemy", "models", "actions", "views"},
    "views": {"sqlalchemy", "models", "views"},
}


def layer_in(stem: str) -> str:
    """The last word of a file's name is its layer: people_actions is one of the actions."""
    return stem.rpartition("_")[2]


FEATURE_FILES = sorted(path for path in ROOT.glob("*/*.py") if path.parent.name not in {"migrations", "__pycache__"})
PURE_FILES = [path for path in FEATURE_FILES if path.stem in PURE or path.parent.name == "charts"]
LAYER_FILES = [path for path in FEATURE_FILES if layer_in(path.stem) in NEVER]
CLOCKS = {"now", "utcnow", "today", "time", "time_ns"}


def short(path: Path) -> str:
    return path.relative_to(ROOT.parent).as_posix()


def imported(path: Path) -> Iterator[str]:
    """Every dotted name that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{short(path)} line {node.lineno}: absolute imports only"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def looks_up(feature: str, name: str) -> bool:
    package, _, rest = name.partition(".")
    other = rest.partition(".")[0]
    return package == "diary" and other in RANK and other != feature and RANK[other] >= RANK[feature]


def layer_of(name: str) -> str:
    """The layer of a module of ours, or the framework's name: diary.entries.models.Entry → models."""
    parts = name.split(".")
    return layer_in(parts[2]) if parts[0] == "diary" and len(parts) > 2 else parts[0]


def own_views(path: Path, name: str) -> bool:
    return name.startswith(f"diary.{path.parent.name}.")


@pytest.mark.parametrize("path", FEATURE_FILES, ids=short)
def test_every_feature_has_a_rank(path: Path) -> None:
    assert path.parent.name in RANK, f"give {path.parent.name} its place among the ranks"


@pytest.mark.parametrize("path", FEATURE_FILES, ids=short)
def test_a_feature_only_looks_down(path: Path) -> None:
    up = [name for name in imported(path) if looks_up(path.parent.name, name)]

    assert not up, f"{short(path)} imports {up}: move the shared part to a lower feature"


@pytest.mark.parametrize("path", PURE_FILES, ids=short)
def test_a_pure_file_knows_no_framework(path: Path) -> None:
    used = [
        name
        for name in imported(path)
        if name.partition(".")[0] in FRAMEWORKS or name.startswith(("diary.clock", "diary.db"))
    ]

    assert not used, f"{short(path)} imports {used}: pass the values in instead"


@pytest.mark.parametrize("path", LAYER_FILES, ids=short)
def test_a_file_keeps_to_its_layer(path: Path) -> None:
    wrong = [
        name
        for name in imported(path)
        if layer_of(name) in NEVER[layer_in(path.stem)] and not (layer_of(name) == "views" and own_views(path, name))
    ]

    assert not wrong, f"{short(path)} imports {wrong}, which its layer never does"


@pytest.mark.parametrize("path", sorted(ROOT.rglob("*.py")), ids=short)
def test_only_the_clock_asks_what_time_it_is(path: Path) -> None:
    if path.name == "clock.py":
        return
    calls = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCKS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"datetime", "date", "time"}
    ]

    assert not calls, f"{short(path)} asks the time on lines {calls}: take `now` as an argument"


def test_every_word_that_features_share_is_explained() -> None:
    words = Counter(word for _feature, word in {(path.parent, layer_in(path.stem)) for path in FEATURE_FILES} if word)
    shared = {word for word, features in words.items() if features >= 4}
    explained = LAYERS.read_text(encoding="utf-8")

    assert shared >= {"actions", "queries", "words"}
    assert not [word for word in shared if f"| `{word}` |" not in explained]


def test_the_rules_can_fail(tmp_path: Path) -> None:
    bad = tmp_path / "views.py"
    bad.write_text("from diary.entries.models import Entry\nfrom diary.today.views import bp\n")

    names = list(imported(bad))

    assert [layer_of(name) for name in names] == ["models", "views"]
    assert looks_up("entries", "diary.trends.summary.summarise")
    assert not looks_up("trends", "diary.entries.queries.days_of")
