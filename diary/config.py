"""Everything that differs between machines, read once from the environment."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from diary.errors import ConfigError
from diary.smtp import MailServer
from diary.text import Text

ENVIRONMENTS = ("production", "development")
LEAST_SECRET = 32
SWITCH = {"": False, "0": False, "false": False, "no": False, "1": True, "true": True, "yes": True}
LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]")


def refuse(variable: str, problem: str) -> ConfigError:
    return ConfigError(Text("%(variable)s %(problem)s", variable=variable, problem=problem))


@dataclass(frozen=True, kw_only=True)
class Config:
    """The settings of one machine.

    Raises (from `from_env`):
        ConfigError: A value is missing or wrong; the sentence names the variable and what to do.
    """

    environment: str
    demo: bool
    data_dir: Path
    database_url: str
    queue_url: str
    secret_key: str
    base_url: str
    mail_server: MailServer | None
    vapid_key_file: Path
    port: int
    proxy_hops: int
    push_test_map: Mapping[str, str]

    @property
    def production(self) -> bool:
        return self.environment == "production"

    @property
    def origin(self) -> str:
        """Scheme, host and port that browsers see, such as https://diary.example."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def secure(self) -> bool:
        return self.base_url.startswith("https://")

    @property
    def hosts(self) -> list[str]:
        """Host names this server answers to; the loopback names serve health checks."""
        return [urlsplit(self.base_url).hostname or "localhost", *LOOPBACK_HOSTS]

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Self:
        environment = read_environment(env)
        data_dir = Path(env.get("DIARY_DATA_DIR") or "instance").absolute()
        port = read_number(env, "PORT", default=8000, least=1, most=65535)
        return cls(
            environment=environment,
            demo=read_demo(env, environment),
            data_dir=data_dir,
            database_url=read_database_url(env, data_dir),
            queue_url=read_queue_url(env, data_dir),
            secret_key=read_secret_key(env, data_dir, environment),
            base_url=read_base_url(env, environment, port),
            mail_server=read_mail_server(env),
            vapid_key_file=read_vapid_key_file(env, data_dir),
            port=port,
            proxy_hops=read_number(env, "DIARY_PROXY_HOPS", default=0, least=0, most=5),
            push_test_map=read_push_test_map(env, environment),
        )


def read_environment(env: Mapping[str, str]) -> str:
    environment = env.get("DIARY_ENV") or "production"
    if environment not in ENVIRONMENTS:
        raise refuse("DIARY_ENV", f"must be production or development, not {environment!r}.")
    return environment


def read_demo(env: Mapping[str, str], environment: str) -> bool:
    value = env.get("DIARY_DEMO", "").lower()
    if value not in SWITCH:
        raise refuse("DIARY_DEMO", f"must be 1 or 0, not {value!r}.")
    if SWITCH[value] and environment == "production":
        raise refuse("DIARY_DEMO", "cannot be on in production. Remove it, or set DIARY_ENV=development.")
    return SWITCH[value]


def read_number(env: Mapping[str, str], name: str, *, default: int, least: int, most: int) -> int:
    value = env.get(name) or str(default)
    if not (value.isascii() and value.isdecimal() and least <= int(value[:9]) <= most):
        raise refuse(name, f"must be a whole number from {least} to {most}, not {value!r}.")
    return int(value)


def read_database_url(env: Mapping[str, str], data_dir: Path) -> str:
    url = env.get("DIARY_DATABASE_URL") or f"sqlite:///{data_dir / 'diary.sqlite3'}"
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    if not url.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise refuse("DIARY_DATABASE_URL", "must start with sqlite:/// or postgresql://.")
    return url


def read_queue_url(env: Mapping[str, str], data_dir: Path) -> str:
    url = env.get("DIARY_QUEUE_URL") or f"sqlite:///{data_dir / 'queue.sqlite3'}"
    if not url.startswith(("sqlite:///", "redis://", "rediss://", "postgresql://")):
        raise refuse("DIARY_QUEUE_URL", "must start with sqlite:///, redis:// or postgresql://.")
    return url


def read_secret_key(env: Mapping[str, str], data_dir: Path, environment: str) -> str:
    """The key from the variable, from the file it names, or outside production from the data folder."""
    if env.get("DIARY_SECRET_KEY") and env.get("DIARY_SECRET_KEY_FILE"):
        raise refuse("DIARY_SECRET_KEY", "and DIARY_SECRET_KEY_FILE are both set. Keep one of them.")
    if env.get("DIARY_SECRET_KEY"):
        return long_enough(env["DIARY_SECRET_KEY"], "DIARY_SECRET_KEY")
    named = env.get("DIARY_SECRET_KEY_FILE")
    path = Path(named) if named else data_dir / "secret-key"
    if not named and environment == "production":
        raise refuse(
            "DIARY_SECRET_KEY", "is missing. Set it, or DIARY_SECRET_KEY_FILE, to 32 random characters or more."
        )
    try:
        return long_enough(path.read_text(encoding="utf-8").strip(), "DIARY_SECRET_KEY_FILE")
    except (OSError, UnicodeDecodeError) as problem:
        raise refuse(
            "DIARY_SECRET_KEY_FILE",
            f"cannot be read at {path} by this user. If it is missing, make run creates it; in production, "
            "python -m diary.ops.bootstrap does.",
        ) from problem


def long_enough(secret: str, name: str) -> str:
    if len(secret) < LEAST_SECRET:
        raise refuse(name, f"must hold at least {LEAST_SECRET} random characters.")
    return secret


def read_base_url(env: Mapping[str, str], environment: str, port: int) -> str:
    url = env.get("DIARY_BASE_URL")
    if not url and environment == "production":
        raise refuse(
            "DIARY_BASE_URL", "is missing. Set it to the address patients open, such as https://diary.example."
        )
    url = (url or f"http://localhost:{port}").rstrip("/")
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.username:
        raise refuse("DIARY_BASE_URL", "must be a scheme and a host, such as https://diary.example.")
    if environment == "production" and parts.scheme != "https":
        raise refuse("DIARY_BASE_URL", "must start with https:// in production.")
    return url


def read_mail_server(env: Mapping[str, str]) -> MailServer | None:
    url = env.get("DIARY_SMTP_URL")
    try:
        return MailServer.at(url) if url else None
    except ValueError as problem:
        raise refuse("DIARY_SMTP_URL", str(problem)) from None


def read_vapid_key_file(env: Mapping[str, str], data_dir: Path) -> Path:
    """Where the key for push services is; one in the data folder is made when it is first needed."""
    named = env.get("DIARY_VAPID_KEY_FILE")
    if named and not os.access(named, os.R_OK):
        raise refuse("DIARY_VAPID_KEY_FILE", f"cannot be read at {named} by this user.")
    return Path(named).absolute() if named else vapid_key_in(data_dir)


def vapid_key_in(data_dir: Path) -> Path:
    return data_dir / "vapid-private-key.pem"


def read_push_test_map(env: Mapping[str, str], environment: str) -> Mapping[str, str]:
    """Push hosts that tests redirect to a loopback port, as HOST=127.0.0.1:PORT[,…]."""
    value = env.get("DIARY_PUSH_TEST_MAP", "")
    if value and environment == "production":
        raise refuse("DIARY_PUSH_TEST_MAP", "is for tests and cannot be set in production.")
    pairs = [pair for pair in value.split(",") if pair]
    if not all(re.fullmatch(r"[a-z0-9.-]+=127\.0\.0\.1:\d{1,5}", pair) for pair in pairs):
        raise refuse("DIARY_PUSH_TEST_MAP", "must look like fcm.googleapis.com=127.0.0.1:9000.")
    return dict(pair.split("=", 1) for pair in pairs)
