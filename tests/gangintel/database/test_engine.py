"""Django and Procrastinate find the server through the engine."""

import json
import os
import subprocess
import sys
from textwrap import dedent

import pytest
from django.core.management import CommandError, call_command

from gangintel import database

from .conftest import PROJECT, answer_of, start_python

DJANGO = """
import os, signal, time
import django
from django.conf import settings
settings.configure(
    GANGINTEL_DATA_DIR=data_dir,
    EMBEDDED_DATABASE=True,
    INSTALLED_APPS=["gangintel", "procrastinate.contrib.django"],
    DATABASES={
        "default": {
            "ENGINE": "gangintel.database.engine",
            "NAME": "gangintel",
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 4, "timeout": 10}},
        }
    },
)
django.setup()
from django.core.management import call_command
from django.db import connection
def value(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]
"""


def run_django(data_dir, code):
    return answer_of(start_python(DJANGO + dedent(code), data_dir))


def test_the_server_starts_with_the_first_query_and_comes_back_after_a_kill(data_dir):
    code = """
        call_command("check")
        assert connection.vendor == "postgresql"
        assert not database.status(data_dir).running
        assert value("SELECT word FROM kept") == "here"
        connection.close()
        os.kill(database.status(data_dir).pid, signal.SIGKILL)
        while database.status(data_dir).running:
            time.sleep(0.01)
        assert value("SELECT word FROM kept") == "here"
        # Its own connections do not keep a process from releasing the server.
        assert database.release_if_idle(data_dir)
    """
    run_django(data_dir, code)


def test_a_test_database_is_made_and_the_worker_of_procrastinate_finds_it(data_dir):
    code = """
        from procrastinate.contrib.django.utils import connector_params
        name = connection.creation.create_test_db(verbosity=0)
        assert value("SELECT current_database()") == name
        with psycopg.connect(**connector_params()) as worker:
            print(worker.execute("SELECT current_database()").fetchone()[0] == name)
        connection.creation.destroy_test_db("gangintel", verbosity=0)
    """
    assert run_django(data_dir, code) == "True"


@pytest.fixture
def embedded(settings, data_dir):
    settings.EMBEDDED_DATABASE = True
    settings.GANGINTEL_DATA_DIR = data_dir
    return data_dir


def test_the_command_shows_the_status(embedded, capsys):
    call_command("db", "status", "--json")
    assert json.loads(capsys.readouterr().out)["running"] is False
    database.ensure(embedded, durable=False)
    call_command("db", "status", "--json")
    shown = json.loads(capsys.readouterr().out)
    assert shown["running"] and shown["pid"] and shown["version"].startswith("18")
    call_command("db", "status")
    assert "running" in capsys.readouterr().out


def test_the_command_stops_the_server(embedded, capsys):
    database.ensure(embedded, durable=False)
    call_command("db", "stop")
    call_command("db", "stop")
    assert capsys.readouterr().out == "Stopped.\nIt was not running.\n"


def test_the_command_opens_psql(data_dir):
    result = subprocess.run(
        [sys.executable, "manage.py", "db", "shell"],
        env=os.environ | {"GANGINTEL_DATA_DIR": str(data_dir), "DATABASE_URL": ""},
        input="SELECT word FROM kept;",
        capture_output=True,
        text=True,
        cwd=PROJECT,
        timeout=30,
        check=True,
    )
    assert "here" in result.stdout


@pytest.mark.parametrize("action", ["status", "stop", "shell"])
def test_the_command_says_that_the_database_is_not_the_embedded_one(settings, action):
    settings.EMBEDDED_DATABASE = False
    with pytest.raises(CommandError, match="not the embedded one"):
        call_command("db", action)
