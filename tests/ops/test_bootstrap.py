"""The data folder and its keys."""

import stat
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from diary.config import Config
from diary.ops.bootstrap import prepare

KEYS = {"secret-key", "vapid-private-key.pem", "vapid-public-key.pem"}


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


def test_the_public_key_belongs_to_the_private_one(tmp_path):
    prepare(tmp_path)

    private = load_pem_private_key((tmp_path / "vapid-private-key.pem").read_bytes(), password=None)
    public = load_pem_public_key((tmp_path / "vapid-public-key.pem").read_bytes())

    assert isinstance(private, ec.EllipticCurvePrivateKey)
    assert private.curve.name == "secp256r1"
    assert private.public_key() == public


def test_a_lost_public_key_is_made_again_from_the_private_one(tmp_path):
    prepare(tmp_path)
    before = contents(tmp_path)
    (tmp_path / "vapid-public-key.pem").unlink()

    prepare(tmp_path)

    assert contents(tmp_path) == before
