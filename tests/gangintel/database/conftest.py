import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from gangintel import database

PROJECT = Path(__file__).parents[3]
WAIT_SECONDS = 30


def query(server, statement):
    """The first row of an answer of the application's database."""
    with psycopg.connect(server.dsn) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchone() if cursor.description else None


def start_python(code, *arguments, **options):
    """Run `code` in another process, which reads `data_dir` as its first argument."""
    preamble = (
        "import sys; from pathlib import Path; import psycopg; from gangintel import database; "
        "data_dir = Path(sys.argv[1])\n"
    )
    return subprocess.Popen(
        [options.pop("python", sys.executable), "-c", preamble + code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
        **options,
    )


def answer_of(process):
    """What the process printed; fails with its error when it did not end well."""
    output, errors = process.communicate(timeout=WAIT_SECONDS)
    assert process.returncode == 0, errors
    return output.strip()


@pytest.fixture
def shelf():
    """An empty folder that the server's user may pass through; pytest's own shuts others out.

    Servers left running below it are stopped at the end.
    """
    folder = Path(tempfile.mkdtemp(prefix="gangintel-test-"))
    folder.chmod(0o755)
    yield folder
    stop_servers(folder)
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def model_data_dir():
    """A data folder with a stopped server that has a table `kept`."""
    folder = Path(tempfile.mkdtemp(prefix="gangintel-test-"))
    folder.chmod(0o755)
    model = folder / "var"
    query(database.ensure(model, durable=False), "CREATE TABLE kept AS SELECT 'here' AS word")
    database.stop(model)
    yield model
    shutil.rmtree(folder)


@pytest.fixture
def data_dir(shelf, model_data_dir):
    """The model itself, on loan: the test may move it, but must leave its files sound."""
    model_data_dir.rename(shelf / "var")
    yield shelf / "var"
    database.stop(shelf / "var")
    stop_servers(shelf)
    next(shelf.rglob("server.lock")).parent.parent.rename(model_data_dir)


@pytest.fixture(autouse=True)
def little_patience(monkeypatch):
    monkeypatch.setattr("gangintel.database.clients.FAREWELL_SECONDS", 0.2)


@pytest.fixture
def server(data_dir):
    """A running server."""
    return database.ensure(data_dir, durable=False)


@pytest.fixture
def only_root():
    if os.geteuid() != 0:
        pytest.skip("only root runs the server as another user")


def stop_servers(folder):
    for lock in folder.rglob("server.lock"):
        database.stop(lock.parent.parent)


def copy_folder(source, target):
    subprocess.run(["cp", "-a", source, target], check=True)


def kill_server(data_dir):
    """End the server without a chance to clean up, as a crash or a lack of memory does."""
    os.kill(database.status(data_dir).pid, signal.SIGKILL)
    while database.status(data_dir).running:
        time.sleep(0.01)  # its children notice
