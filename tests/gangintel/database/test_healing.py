"""After any accident the next start gives a working server with the data that was there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gangintel import database

from .conftest import copy_folder, kill_server, query


def is_well(data_dir):
    return query(database.ensure(data_dir, durable=False), "SELECT word FROM kept") == ("here",)


def test_the_server_was_killed(server, data_dir):
    kill_server(data_dir)
    assert is_well(data_dir)


@pytest.fixture
def zombie():
    process = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    yield process.pid
    process.wait()


@pytest.mark.parametrize("owner", ["this process", "the first process", "a zombie", "nobody"])
def test_stale_files_name_a_process(data_dir, zombie, owner):
    pids = {"this process": os.getpid(), "the first process": 1, "a zombie": zombie, "nobody": ""}
    home = data_dir / "postgres"
    (home / "socket").mkdir(mode=0o700, exist_ok=True)
    found = home.stat()
    os.chown(home / "socket", found.st_uid, found.st_gid)
    stale = f"{pids[owner]}\n{home}/data\n1\n5432\n{home}/socket\n\n"
    for name in ("data/postmaster.pid", "socket/.s.PGSQL.5432.lock", "socket/.s.PGSQL.5432"):
        (home / name).write_text(stale)
    assert is_well(data_dir)


def test_the_folder_was_moved_while_the_server_was_stopped(data_dir, shelf):
    data_dir.rename(shelf / "moved")
    assert is_well(shelf / "moved")


def test_the_folder_was_moved_while_the_server_ran(server, data_dir, shelf):
    data_dir.rename(shelf / "moved")
    assert is_well(shelf / "moved")


def test_a_copy_of_the_folder_gets_a_server_of_its_own(server, data_dir, shelf):
    copy_folder(data_dir, shelf / "copy")
    assert is_well(shelf / "copy")
    assert database.status(shelf / "copy").pid != database.status(data_dir).pid


def test_the_socket_was_cleaned_away(server, data_dir):
    for file in Path(server.host).iterdir():
        file.unlink()
    Path(server.host).rmdir()
    assert is_well(data_dir)


def test_the_password_was_lost(data_dir):
    (data_dir / "postgres" / "password").unlink()
    assert is_well(data_dir)


def test_another_user_took_the_name_of_the_temporary_folder(monkeypatch, shelf, data_dir):
    public, trap = shelf / "public", shelf / "trap"
    public.mkdir(mode=0o755)
    trap.mkdir(mode=0o777)
    monkeypatch.setattr("tempfile.tempdir", str(public))
    monkeypatch.setattr("gangintel.database.server_home.LONGEST_ADDRESS", len(str(public)) + 55)
    long = shelf / ("long" * 20)
    data_dir.rename(long)
    expected = Path(database.ensure(long, durable=False).host)
    assert expected.parent == public
    database.stop(long)
    expected.symlink_to(trap)
    assert is_well(long)
    assert not list(trap.iterdir())
