"""The data folder and its keys."""

import stat
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from diary.config import Config
from diary.ops.bootstrap import prepare
from diary.push.server_keys import new_sealer, public_half

KEYS = {"secret-key", "vapid-private-key.pem"}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_only_the_owner_may_look_into_the_data_folder(tmp_path):
    folder = tmp_path / "deep" / "data"

    prepare(folder)

    assert mode(folder) == 0o700
    assert {path.name: mode(path) for path in folder.iterdir()} == dict.fromkeys(KEYS, 0o600)


def test_a_folder_that_was_open_to_others_is_closed(tmp_path):
    tmp_path.chmod(0o755)
    (tmp_path / "secret-key").write_text("s" * 40)
    (tmp_path / "secret-key").chmod(0o644)

    prepare(tmp_path)

    assert mode(tmp_path) == 0o700
    assert mode(tmp_path / "secret-key") == 0o600


def test_keys_that_are_there_are_kept(tmp_path):
    prepare(tmp_path)
    before = contents(tmp_path)

    prepare(tmp_path)

    assert contents(tmp_path) == before


def test_every_machine_has_its_own_keys(tmp_path):
    prepare(tmp_path / "one")
    prepare(tmp_path / "two")

    for name in KEYS:
        assert (tmp_path / "one" / name).read_bytes() != (tmp_path / "two" / name).read_bytes()


def test_the_settings_accept_the_secret(tmp_path):
    prepare(tmp_path)

    config = Config.from_env({"DIARY_ENV": "development", "DIARY_DATA_DIR": str(tmp_path)})

    assert config.secret_key == (tmp_path / "secret-key").read_text()


def test_pushes_are_signed_with_the_key_that_was_made(tmp_path):
    prepare(tmp_path)
    before = contents(tmp_path)

    sealer = new_sealer(Config.from_env({"DIARY_ENV": "development", "DIARY_DATA_DIR": str(tmp_path)}))

    assert public_half(before["vapid-private-key.pem"]) == sealer.vapid.public_key.public_bytes(
        Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
    )
    assert contents(tmp_path) == before
