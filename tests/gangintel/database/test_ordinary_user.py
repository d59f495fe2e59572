"""Where root runs the tests the server has a system user; here is an ordinary user's own."""

import os
import pwd
import shutil
import sys
import tempfile
from pathlib import Path

import psycopg
import pytest

from gangintel import database

from .conftest import PROJECT, answer_of, start_python

PYTHON = Path("/usr/bin/python3")


@pytest.fixture
def as_nobody(only_root):
    """Runs code as the user `nobody`, in a Python that can import what this one imports."""
    entry = pwd.getpwnam("nobody")
    libraries = Path(psycopg.__file__).parents[1]

    def run(code, *arguments):
        return start_python(
            code,
            *arguments,
            python=str(PYTHON if PYTHON.exists() else sys.executable),
            env={"PYTHONPATH": os.pathsep.join(map(str, [PROJECT, libraries]))},
            user=entry.pw_uid,
            group=entry.pw_gid,
            extra_groups=[],
        )

    try:
        process = run("", "")
        _, errors = process.communicate(timeout=30)
    except OSError as error:
        pytest.skip(f"no Python that an ordinary user may run: {error}")
    if process.returncode:
        pytest.skip(f"an ordinary user cannot import the application: {errors[-200:]}")
    return run


@pytest.fixture(scope="module")
def own_folder():
    folder = Path(tempfile.mkdtemp(prefix="gangintel-test-"))
    entry = pwd.getpwnam("nobody")
    os.chown(folder, entry.pw_uid, entry.pw_gid)
    yield folder
    database.stop(folder)
    shutil.rmtree(folder)


def test_they_start_attach_heal_and_stop(as_nobody, own_folder):
    code = (
        "import os, signal, time\n"
        "first = database.ensure(data_dir, durable=False)\n"
        "assert database.ensure(data_dir) == first\n"
        "pid = database.status(data_dir).pid\n"
        "os.kill(pid, signal.SIGKILL)\n"
        "while database.status(data_dir).running:\n"
        "    time.sleep(0.01)\n"
        "again = database.ensure(data_dir, durable=False)\n"
        "with psycopg.connect(again.dsn) as connection:\n"
        "    connection.execute('SELECT 1')\n"
        "print(pid != database.status(data_dir).pid)"
    )
    assert answer_of(as_nobody(code, own_folder)) == "True"
    attached = as_nobody("print(database.ensure(data_dir).host)", own_folder)
    assert answer_of(attached) == str(own_folder / "postgres" / "socket")
    assert answer_of(as_nobody("print(database.stop(data_dir))", own_folder)) == "True"


def test_root_works_on_their_server_and_leaves_it_theirs(as_nobody, own_folder):
    answer_of(as_nobody("database.ensure(data_dir, durable=False)", own_folder))
    database.stop(own_folder)
    (own_folder / "postgres" / "server.log").unlink()
    database.ensure(own_folder, durable=False)
    owners = {path.owner() for path in own_folder.rglob("*")}
    assert owners == {"nobody"}
    assert answer_of(as_nobody("print(database.stop(data_dir))", own_folder)) == "True"


SAY_WHY = (
    "try:\n"
    "    database.ensure(data_dir)\n"
    "except database.EmbeddedServerError as error:\n"
    "    print(error)"
)


def test_they_are_told_when_the_folder_is_not_writable(as_nobody, shelf):
    text = answer_of(as_nobody(SAY_WHY, shelf))
    assert str(shelf) in text and "may write to" in text


def test_they_are_told_when_the_server_is_another_users(as_nobody, data_dir):
    text = answer_of(as_nobody(SAY_WHY, data_dir))
    assert "belongs to another user (embedded_postgres)" in text
