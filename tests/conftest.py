"""What every test stands on: a data folder and a database server of this process alone.

Where several processes run the tests (`pytest -n 2`), each has its own of both, and a browser: so
what one looks up in the whole server, such as who waits for a lock, is never another one's doing.
"""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
import hypothesis
import pytest
from django.conf import settings
from django.test import override_settings

from gangintel import database

# No test asserts a time, Hypothesis included: a busy machine is no fault of the code.
hypothesis.settings.register_profile("patient", deadline=None)
# For `make test-long`; a test that names a number of examples, since each is slow, keeps it.
hypothesis.settings.register_profile("long", deadline=None, max_examples=5_000)
hypothesis.settings.load_profile("patient")

PROJECT = Path(__file__).parents[1]

# Stops the server and removes the folder when the test process is gone, however it ended: its
# end of the pipe closes then.
SWEEPER = """
import shutil, sys
from pathlib import Path
from gangintel import database
sys.stdin.read()
database.stop(Path(sys.argv[1]))
shutil.rmtree(sys.argv[1], ignore_errors=True)
"""


def prepare_environment() -> subprocess.Popen:
    """Point the settings, which are not read yet, to a folder of this run.

    What the developer has set for GangIntel must not matter, but for the database to test on.
    """
    if settings.configured:
        raise pytest.UsageError(
            "The settings were read before the tests could choose a data folder of their own: "
            "unset DJANGO_SETTINGS_MODULE and leave out --ds."
        )
    for name in [name for name in os.environ if name.startswith("GANGINTEL_")]:
        if name not in ("GANGINTEL_REQUIRE_BROWSER", "GANGINTEL_SHARED"):
            del os.environ[name]
    folder = Path(tempfile.mkdtemp(prefix="gangintel-test-"))
    folder.chmod(0o755)  # where root runs the tests, the server's user passes through
    (folder / "static").mkdir()
    os.environ["GANGINTEL_DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "gangintel.settings"
    # Playwright runs an event loop in the test process; Django must allow its queries beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return subprocess.Popen(
        [sys.executable, "-c", SWEEPER, str(folder)],
        stdin=subprocess.PIPE,
        cwd=PROJECT,
        start_new_session=True,
    )


# Here and not by DJANGO_SETTINGS_MODULE in pyproject.toml: pytest-django would read the settings
# before this file.
_sweeper = prepare_environment()
django.setup()


# In the background of a shell, or under nohup, signals that some tests send would be ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Let the processes that are about to start choose their own folder before Django is set up."""
    del os.environ["DJANGO_SETTINGS_MODULE"]


def pytest_unconfigure(config: pytest.Config) -> None:
    _sweeper.stdin.close()
    # One of several processes is ended by force when it takes long to end.
    if not hasattr(config, "workerinput"):
        _sweeper.wait()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Start the embedded server fast and careless, before Django starts it safe and slower."""
    if settings.EMBEDDED_DATABASE:
        database.ensure(settings.GANGINTEL_DATA_DIR, durable=False)


@pytest.fixture(scope="session", autouse=True)
def settings_for_tests() -> Iterator[None]:
    """Static files without the manifest that collectstatic makes; passwords without the work.

    Nothing is cached, so that no test sees what another one has counted.
    """
    static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STORAGES=settings.STORAGES | {"staticfiles": static},
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        CACHES={"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}},
    ):
        yield


@pytest.fixture
def analyst(django_user_model):
    """May review and correct."""
    return django_user_model.objects.create_superuser("ana", password="a long pass phrase")


@pytest.fixture
def reader(django_user_model):
    """May log in and read, nothing else."""
    return django_user_model.objects.create_user("rob", password="a long pass phrase")
