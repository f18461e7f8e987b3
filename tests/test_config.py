"""Settings are read once, and a bad one is refused with a sentence that names it."""

import dataclasses
from pathlib import Path

import pytest

from diary.config import Config
from diary.errors import ConfigError

SECRET = "s" * 32
PRODUCTION = {"DIARY_SECRET_KEY": SECRET, "DIARY_BASE_URL": "https://diary.example"}
DEVELOPMENT = {"DIARY_ENV": "development", "DIARY_SECRET_KEY": SECRET}


def test_production_is_what_you_get_without_asking():
    config = Config.from_env(PRODUCTION)

    assert config.production
    assert not config.demo
    assert config.secure
    assert config.origin == "https://diary.example"


def test_settings_cannot_be_changed_after_the_start():
    config = Config.from_env(PRODUCTION)

    with pytest.raises(dataclasses.FrozenInstanceError):
        config.port = 1  # type: ignore[misc]


@pytest.mark.parametrize(
    ("changes", "variable"),
    [
        ({"DIARY_ENV": "staging"}, "DIARY_ENV"),
        ({"DIARY_DEMO": "maybe"}, "DIARY_DEMO"),
        ({"DIARY_DEMO": "1"}, "DIARY_DEMO"),
        ({"DIARY_SECRET_KEY": ""}, "DIARY_SECRET_KEY"),
        ({"DIARY_SECRET_KEY": "short"}, "DIARY_SECRET_KEY"),
        ({"DIARY_SECRET_KEY_FILE": "/etc/hostname"}, "DIARY_SECRET_KEY"),
        ({"DIARY_SECRET_KEY": "", "DIARY_SECRET_KEY_FILE": "/nonexistent/key"}, "DIARY_SECRET_KEY_FILE"),
        ({"DIARY_BASE_URL": ""}, "DIARY_BASE_URL"),
        ({"DIARY_BASE_URL": "http://diary.example"}, "DIARY_BASE_URL"),
        ({"DIARY_BASE_URL": "https://diary.example/app"}, "DIARY_BASE_URL"),
        ({"DIARY_BASE_URL": "https://user@diary.example"}, "DIARY_BASE_URL"),
        ({"DIARY_DATABASE_URL": "mysql://x"}, "DIARY_DATABASE_URL"),
        ({"DIARY_QUEUE_URL": "amqp://x"}, "DIARY_QUEUE_URL"),
        ({"DIARY_SMTP_URL": "mail.example"}, "DIARY_SMTP_URL"),
        ({"DIARY_VAPID_KEY_FILE": "/nonexistent/key"}, "DIARY_VAPID_KEY_FILE"),
        ({"PORT": "0"}, "PORT"),
        ({"PORT": "65536"}, "PORT"),
        ({"PORT": "8e3"}, "PORT"),
        ({"PORT": "9" * 400}, "PORT"),
        ({"DIARY_PROXY_HOPS": "-1"}, "DIARY_PROXY_HOPS"),
        ({"DIARY_PUSH_TEST_MAP": "fcm.googleapis.com=127.0.0.1:9"}, "DIARY_PUSH_TEST_MAP"),
    ],
)
def test_a_bad_setting_is_refused_by_its_name(changes, variable):
    with pytest.raises(ConfigError) as refused:
        Config.from_env(PRODUCTION | changes)

    assert str(refused.value).startswith(variable)


def test_a_key_file_that_cannot_be_read_is_refused_with_what_makes_one_in_production():
    with pytest.raises(ConfigError) as refused:
        Config.from_env(PRODUCTION | {"DIARY_SECRET_KEY": "", "DIARY_SECRET_KEY_FILE": "/nonexistent/key"})

    assert "/nonexistent/key" in str(refused.value)
    assert "python -m diary.ops.bootstrap" in str(refused.value)


def test_the_push_test_map_takes_loopback_only():
    with pytest.raises(ConfigError):
        Config.from_env(DEVELOPMENT | {"DIARY_PUSH_TEST_MAP": "fcm.googleapis.com=10.0.0.1:9000"})


def test_the_push_test_map_is_read_in_development():
    config = Config.from_env(DEVELOPMENT | {"DIARY_PUSH_TEST_MAP": "fcm.googleapis.com=127.0.0.1:9000"})

    assert config.push_test_map == {"fcm.googleapis.com": "127.0.0.1:9000"}


def test_a_secret_may_live_in_a_file(tmp_path: Path):
    (tmp_path / "key").write_text(SECRET + "\n")

    config = Config.from_env(PRODUCTION | {"DIARY_SECRET_KEY": "", "DIARY_SECRET_KEY_FILE": str(tmp_path / "key")})

    assert config.secret_key == SECRET


def test_plain_postgresql_addresses_get_the_driver_we_ship():
    config = Config.from_env(PRODUCTION | {"DIARY_DATABASE_URL": "postgresql://localhost/diary"})

    assert config.database_url == "postgresql+psycopg://localhost/diary"


def test_the_demo_switch_works_outside_production():
    assert Config.from_env(DEVELOPMENT | {"DIARY_DEMO": "1"}).demo


def test_the_data_folder_holds_the_default_database(tmp_path: Path):
    config = Config.from_env(DEVELOPMENT | {"DIARY_DATA_DIR": str(tmp_path)})

    assert config.database_url == f"sqlite:///{tmp_path}/diary.sqlite3"
