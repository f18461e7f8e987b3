"""A server keeps the key that phones subscribe for, and says what is wrong with one that it cannot use."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from diary import create_app
from diary.errors import ConfigError
from diary.push.server_keys import new_sealer, new_vapid_key, read_key, sealer_of
from tests.conftest import settings

STARTS = 8


def test_the_key_is_made_once_for_its_owner_alone(tmp_path):
    first, second = (new_sealer(settings(tmp_path)) for _start in range(2))

    assert first.application_server_key == second.application_server_key
    assert stat.S_IMODE((tmp_path / "vapid-private-key.pem").stat().st_mode) == 0o600


def test_all_who_start_together_have_one_key(tmp_path):
    together = Barrier(STARTS)

    def start(_start: int) -> bytes:
        together.wait()
        return read_key(tmp_path / "key.pem")

    with ThreadPoolExecutor(STARTS) as pool:
        keys = set(pool.map(start, range(STARTS)))

    assert keys == {(tmp_path / "key.pem").read_bytes()}
    assert [path.name for path in tmp_path.iterdir()] == ["key.pem"]


def test_a_key_that_the_settings_name_is_used_as_it_is(tmp_path):
    elsewhere = tmp_path / "elsewhere.pem"
    elsewhere.write_bytes(new_vapid_key())
    elsewhere.chmod(0o440)

    named = new_sealer(settings(tmp_path, DIARY_VAPID_KEY_FILE=str(elsewhere)))

    assert named.application_server_key != new_sealer(settings(tmp_path)).application_server_key
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o440


def another_curve() -> bytes:
    return ec.generate_private_key(ec.SECP384R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@pytest.mark.parametrize("content", [b"", b"no key", another_curve()], ids=["empty", "words", "another curve"])
def test_a_file_without_such_a_key_is_refused_by_its_setting(tmp_path, content):
    (tmp_path / "vapid-private-key.pem").write_bytes(content)

    with pytest.raises(ConfigError, match=r"^DIARY_VAPID_KEY_FILE must be a private key on P-256"):
        new_sealer(settings(tmp_path))


def test_a_diary_starts_without_a_key_and_makes_none_before_it_is_needed(tmp_path):
    app = create_app(settings(tmp_path))
    assert not (tmp_path / "vapid-private-key.pem").exists()

    sealer_of(app)
    assert (tmp_path / "vapid-private-key.pem").exists()


def test_a_data_folder_that_is_missing_is_refused_by_the_same(tmp_path):
    with pytest.raises(ConfigError, match=r"^DIARY_VAPID_KEY_FILE cannot be read or made"):
        new_sealer(settings(Path(tmp_path / "nothing")))


def test_a_push_service_is_told_the_address_of_the_diary(tmp_path):
    real = settings(tmp_path, DIARY_BASE_URL="https://diary.example:8443")

    assert new_sealer(real).vapid.contact == "https://diary.example:8443"
    assert new_sealer(settings(tmp_path)).vapid.contact == "https://localhost:8000"


def test_an_app_has_one_sealer(own_app):
    assert sealer_of(own_app) is sealer_of(own_app)
