"""Reading the settings that differ between installations, for `settings.py`.

What cannot be used raises ImproperlyConfigured with one sentence: what, where, what to do.
"""

import os
import secrets
from contextlib import suppress
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

# Set in processes that answer requests, where no statement may take long.
IN_PAGES = "GANGINTEL_IN_PAGES"


def env(name: str, default: str = "") -> str:
    """Return what the environment says; a variable without content counts as unset."""
    return os.environ.get(name, "").strip() or default


def env_flag(name: str) -> bool:
    return env(name).lower() in {"1", "true", "yes", "on"}


def env_list(name: str, default: str = "") -> list[str]:
    return [item.strip() for item in env(name, default).split(",") if item.strip()]


def data_folder(path: Path) -> Path:
    """Return the folder of everything that GangIntel keeps, made where it is missing."""
    try:
        folder = path.expanduser().resolve()
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError) as error:
        raise ImproperlyConfigured(
            f"The data folder {path} cannot be made ({getattr(error, 'strerror', None) or error}): "
            "set GANGINTEL_DATA_DIR to a folder that this user may write to."
        ) from error
    return folder


def secret_key(file: Path) -> str:
    """Return the key kept in `file`; make one, readable by the owner alone, at the first start."""
    try:
        if not file.exists():
            # In one step, so that processes that start together agree on one complete key.
            draft = file.with_name(f".{file.name}.{os.getpid()}")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(50))
            with suppress(FileExistsError):
                os.link(draft, file)
            draft.unlink()
        key = file.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"The secret key cannot be kept in {file} ({error.strerror}): let this user read and "
            "write it, or set GANGINTEL_DATA_DIR to another folder."
        ) from error
    if not key:
        raise ImproperlyConfigured(f"The file {file} is empty: delete it, and a new key is made.")
    return key


def database_at(url: str) -> dict[str, Any]:
    """Return Django's description of the database at `url`."""
    try:
        parts = conninfo_to_dict(url)
    except ProgrammingError:
        # Neither the reason nor the cause is shown: both repeat the password.
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read: write it as postgresql://user:password@host:5432/name, "
            "with %40 for @ and %2F for / inside the password."
        ) from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", "gangintel"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": parts,
    }


def email_at(url: str) -> dict[str, Any]:
    """Return Django's settings for the mail server at `url`: smtp://, smtps:// or console:.

    `smtp://user:password@host:587` speaks TLS after the greeting (`?tls=0` does not), `smtps://`
    from the beginning. Empty: no letter is sent.
    """
    try:
        parts = urlsplit(url)
        port, scheme = parts.port, parts.scheme
    except ValueError:
        port, scheme = None, "?"
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    if scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if scheme not in ("smtp", "smtps") or not parts.hostname:
        # What is wrong is not repeated: it may hold the password.
        raise ImproperlyConfigured(
            "GANGINTEL_EMAIL_URL cannot be read: write it as smtp://user:password@host:587, "
            "smtps://user:password@host:465 or console:, or leave it out."
        )
    plain = parse_qs(parts.query).get("tls") == ["0"]
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or (465 if scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": scheme == "smtps",
        "EMAIL_USE_TLS": scheme == "smtp" and not plain,
        "EMAIL_TIMEOUT": 20,
    }


def origin(url: str) -> tuple[bool, str]:
    """Whether `url` is one of HTTPS, and its host."""
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path:
        raise ImproperlyConfigured(
            f"GANGINTEL_URL is {url}: write it as https://gangintel.example.org, the address that "
            "people type, without a path."
        )
    return parts.scheme == "https", parts.hostname


def networks(names: list[str]) -> list[str]:
    """The addresses and networks, after a look whether each is one."""
    for name in names:
        try:
            ip_network(name)
        except ValueError as error:
            raise ImproperlyConfigured(
                f"GANGINTEL_TRUSTED_PROXIES names {name}, which is no IP address or network: write "
                "10.0.0.5 or 10.0.0.0/24, with commas between several."
            ) from error
    return names


def limit_statements(description: dict[str, Any], seconds: int) -> None:
    """Have every connection of the database described so stop statements that take longer."""
    options = description["OPTIONS"]
    said = options.get("options", "")
    options["options"] = f"{said} -c statement_timeout={seconds}s".strip()
