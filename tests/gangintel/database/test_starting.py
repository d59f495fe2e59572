import stat
from pathlib import Path

import psycopg
import pytest

from gangintel import database
from gangintel.database import cluster

from .conftest import answer_of, query, start_python


def test_the_first_start_makes_the_database_in_a_folder_of_any_name(shelf):
    folder = shelf / "O'Hara's \"own\", $HOME `pwd` José" / "var"
    left_by_a_start_that_was_killed = folder / "postgres" / "data.new" / "base"
    left_by_a_start_that_was_killed.mkdir(parents=True)
    server = database.ensure(folder, durable=False)
    role = "SELECT current_database(), current_user, rolsuper FROM pg_roles"
    assert query(server, f"{role} WHERE rolname = current_user") == (
        "gangintel",
        "gangintel",
        False,
    )
    assert query(server, "SHOW listen_addresses") == ("",)
    assert query(server, "SHOW fsync") == ("off",)
    assert not server.host.startswith(str(shelf))


def test_the_extensions_of_the_application_need_no_superuser(server):
    for extension in ("pg_trgm", "unaccent", "btree_gist"):
        query(server, f"CREATE EXTENSION {extension}")
        query(server, f"DROP EXTENSION {extension}")


def test_a_durable_server_syncs_to_the_disk(data_dir):
    server = database.ensure(data_dir)
    assert query(server, "SHOW fsync") == ("on",)
    assert query(server, "SHOW jit") == ("off",)


def test_only_its_user_reaches_the_server_and_only_with_the_password(server, data_dir):
    password = data_dir / "postgres" / "password"
    assert stat.S_IMODE(password.stat().st_mode) == 0o600
    assert stat.S_IMODE((data_dir / "postgres" / "socket").stat().st_mode) == 0o700
    assert password.read_text() == server.password
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.dsn, password="wrong")


def test_another_process_attaches_to_the_running_server(server, data_dir):
    code = "print(database.ensure(data_dir).dsn)"
    before = database.status(data_dir).pid
    assert answer_of(start_python(code, data_dir)) == server.dsn
    assert database.status(data_dir).pid == before


def test_six_processes_starting_at_once_share_one_server(shelf):
    code = (
        "dsn = database.ensure(data_dir, durable=False).dsn\n"
        "with psycopg.connect(dsn) as connection:\n"
        "    print(connection.execute('SELECT pg_postmaster_start_time()').fetchone()[0])"
    )
    processes = [start_python(code, shelf / "var") for _ in range(6)]
    assert len({answer_of(process) for process in processes}) == 1


def test_the_path_may_be_longer_than_the_address_of_a_socket(data_dir, shelf):
    long = shelf / "/".join(["a folder with a long name"] * 7) / "var"
    long.parent.mkdir(parents=True)
    data_dir.rename(long)
    server = database.ensure(long, durable=False)
    assert query(server, "SELECT 1") == (1,)
    assert not server.host.startswith(str(shelf))
    assert database.stop(long)
    assert not Path(server.host).exists()


def test_stopping_keeps_the_data(server, data_dir):
    assert database.stop(data_dir)
    assert not database.stop(data_dir)
    assert query(database.ensure(data_dir, durable=False), "SELECT word FROM kept") == ("here",)


def test_status_tells_what_runs(server, data_dir):
    with psycopg.connect(server.dsn):
        found = database.status(data_dir)
    assert (found.running, found.connections) == (True, 1)
    assert found.version.startswith("18")
    assert found.pid and found.uptime
    assert str(found.socket) == server.host
    assert found.size > 10_000_000


def test_status_starts_nothing(data_dir, shelf):
    assert not database.status(data_dir).running
    assert not database.status(data_dir).running
    assert not database.status(shelf / "absent").running
    assert not (shelf / "absent").exists()


@pytest.mark.parametrize(
    "gigabytes, buffers, work",
    [(0.5, "128MB", "4MB"), (4, "1024MB", "8MB"), (64, "2048MB", "64MB")],
)
def test_settings_follow_the_memory_of_the_machine(monkeypatch, tmp_path, gigabytes, buffers, work):
    monkeypatch.setattr(cluster, "machine_memory", lambda: int(gigabytes * 1024**3))
    settings = cluster.server_settings(tmp_path, durable=True)
    assert (settings["shared_buffers"], settings["work_mem"]) == (buffers, work)


def test_the_limit_of_a_container_counts_as_its_memory(monkeypatch, tmp_path):
    (tmp_path / "memory.max").write_text("1048576\n")
    (tmp_path / "unlimited").write_text("max\n")
    limits = [tmp_path / name for name in ("memory.max", "unlimited", "absent")]
    monkeypatch.setattr(cluster, "CGROUP_LIMITS", limits)
    assert cluster.machine_memory() == 1048576
