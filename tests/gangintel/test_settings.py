"""The settings come from the environment; what cannot be used is told in one sentence."""

import json
import os
import stat
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from gangintel.environment import data_folder, database_at, email_at, secret_key
from tests.conftest import PROJECT

NAMES = (
    *("ALLOWED_HOSTS", "DEBUG", "SECRET_KEY", "EMBEDDED_DATABASE", "GANGINTEL_SPACY_MODEL"),
    *("GANGINTEL_DATA_DIR", "STATIC_ROOT"),
)
SHOW = f"""
import json
from gangintel import settings
print(json.dumps({{name: getattr(settings, name) for name in {NAMES!r}}}, default=str))
"""


def run(arguments, folder, **variables):
    """Run Python with nothing but these variables and the data folder set for GangIntel."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GANGINTEL_", "DATABASE_URL", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, *arguments],
        env=environment | {"GANGINTEL_DATA_DIR": str(folder)} | variables,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,
    )


def settings_with(folder, **variables):
    result = run(["-c", SHOW], folder, **variables)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_without_any_variable_all_is_safe_and_local(tmp_path):
    found = settings_with(tmp_path / "var")
    assert found["EMBEDDED_DATABASE"] is True
    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["STATIC_ROOT"] == str(tmp_path / "var" / "static")
    assert len(found["SECRET_KEY"]) > 50
    assert settings_with(tmp_path / "var")["SECRET_KEY"] == found["SECRET_KEY"]


def test_variables_are_heard(tmp_path):
    found = settings_with(
        tmp_path,
        DATABASE_URL="postgresql://anna@db.example/news",
        GANGINTEL_ALLOWED_HOSTS="a.example, b.example",
        GANGINTEL_DEBUG="1",
        GANGINTEL_SECRET_KEY="not so secret",
        GANGINTEL_SPACY_MODEL="en_core_web_trf",
    )
    assert found == {
        "EMBEDDED_DATABASE": False,
        "ALLOWED_HOSTS": ["a.example", "b.example", "localhost"],
        "DEBUG": True,
        "SECRET_KEY": "not so secret",
        "GANGINTEL_SPACY_MODEL": "en_core_web_trf",
        "GANGINTEL_DATA_DIR": str(tmp_path),
        "STATIC_ROOT": str(tmp_path / "static"),
    }
    assert not (tmp_path / "secret_key").exists()


def test_behind_https_the_check_for_deployment_has_nothing_to_say(tmp_path):
    """And cookies go over HTTPS alone, forms are taken from there, the name is allowed."""
    given = {"GANGINTEL_URL": "https://gang.example", "GANGINTEL_TRUSTED_PROXIES": "10.0.0.0/24"}
    result = run(["manage.py", "check", "--deploy"], tmp_path, **given)
    assert "no issues" in result.stdout, result.stderr
    code = (
        "from gangintel import settings as its;"
        "print(its.ALLOWED_HOSTS[-1], its.CSRF_TRUSTED_ORIGINS, its.SESSION_COOKIE_SECURE)"
    )
    assert run(["-c", code], tmp_path, **given).stdout == (
        "gang.example ['https://gang.example'] True\n"
    )


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("GANGINTEL_URL", "gang.example"),
        ("GANGINTEL_URL", "https://gang.example/path"),
        ("GANGINTEL_TRUSTED_PROXIES", "10.0.0.0/99"),
    ],
)
def test_an_address_that_cannot_be_used_is_told(tmp_path, variable, value):
    result = run(["-c", "import gangintel.settings"], tmp_path, **{variable: value})
    assert f"{variable} " in result.stderr and "write" in result.stderr


def test_the_parts_of_the_address_of_a_database_are_found():
    found = database_at("postgresql://anna:p%40ss@db.example:6543/news?sslmode=require")
    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "news",
        "USER": "anna",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "6543",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize("url", ["mysql://anna:hidden@db/news", "postgres:/anna:hidden@db", "x"])
def test_an_address_of_a_database_that_cannot_be_read_is_not_repeated(url):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL cannot be read") as caught:
        database_at(url)
    assert "hidden" not in str(caught.value)


def test_the_secret_key_is_made_once_and_for_its_owner_alone(tmp_path):
    file = tmp_path / "secret_key"
    assert secret_key(file) == secret_key(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_a_secret_key_that_cannot_be_used_is_explained(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="cannot be kept"):
        secret_key(tmp_path / "absent" / "secret_key")
    (tmp_path / "secret_key").touch()
    with pytest.raises(ImproperlyConfigured, match="is empty: delete it"):
        secret_key(tmp_path / "secret_key")


def test_a_data_folder_that_cannot_be_made_is_explained(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured, match="set GANGINTEL_DATA_DIR to a folder"):
        data_folder(tmp_path / "file" / "var")


@pytest.mark.parametrize(
    "variables, sentence",
    [
        ({"GANGINTEL_DATA_DIR": "/dev/null/var"}, "The data folder /dev/null/var cannot be made"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL cannot be read"),
        (
            {"DATABASE_URL": "postgresql://anna:hidden@127.0.0.1:1/news"},
            "The database that DATABASE_URL names cannot be used",
        ),
    ],
)
def test_a_command_says_one_sentence_about_what_it_cannot_use(tmp_path, variables, sentence):
    result = run(["manage.py", "up", "--bind", "127.0.0.1:0"], tmp_path, **variables)
    assert result.returncode == 1
    assert result.stdout == ""
    assert sentence in result.stderr
    assert result.stderr.count("\n") == 1 and "hidden" not in result.stderr


def test_a_command_asks_for_tables_of_this_version(tmp_path):
    result = run(["manage.py", "search", "gang"], settings.GANGINTEL_DATA_DIR / "bare")
    assert result.returncode == 1
    assert result.stderr.startswith("The tables of the database are not those of this version")


@pytest.mark.parametrize(
    ("url", "backend", "port"),
    [
        ("", "dummy", None),
        ("console:", "console", None),
        ("smtp://mail.example", "smtp", 587),
        ("smtps://user:p%40ss@mail.example", "smtp", 465),
        ("smtp://mail.example:2525?tls=0", "smtp", 2525),
    ],
)
def test_letters_go_where_the_environment_says(url, backend, port):
    found = email_at(url)

    assert backend in found["EMAIL_BACKEND"]
    assert found.get("EMAIL_PORT") == port


def test_the_parts_of_a_mail_server_are_read():
    found = email_at("smtp://us%65r:p%40ss@mail.example:25")

    assert (found["EMAIL_HOST"], found["EMAIL_HOST_USER"]) == ("mail.example", "user")
    assert (found["EMAIL_HOST_PASSWORD"], found["EMAIL_USE_TLS"]) == ("p@ss", True)


@pytest.mark.parametrize("url", ["mail.example", "http://x", "smtp://", "smtp://user:secret@h:x"])
def test_a_mail_server_that_cannot_be_read_is_explained(url):
    with pytest.raises(ImproperlyConfigured, match="GANGINTEL_EMAIL_URL") as caught:
        email_at(url)
    assert "secret" not in str(caught.value)


def test_every_room_with_jobs_is_known_to_the_worker():
    apps = [PROJECT / name for name in ("articles", "entities", "gangintel")]
    files = [file for app in apps for file in app.rglob("tasks.py")]
    rooms = [".".join(file.relative_to(PROJECT).with_suffix("").parts) for file in files]
    assert sorted(rooms) == sorted(settings.PROCRASTINATE_IMPORT_PATHS)
