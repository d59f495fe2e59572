"""The server stays exactly as long as somebody uses it."""

import psycopg

from gangintel import database

from .conftest import answer_of, query, start_python


def test_the_last_user_stops_the_server(server, data_dir):
    with psycopg.connect(server.dsn, application_name=f"gangintel {database.status(data_dir).pid}"):
        assert not database.release_if_idle(data_dir)
    assert database.release_if_idle(data_dir)
    assert not database.status(data_dir).running


def test_the_server_stays_for_a_process_without_a_connection_until_it_is_killed(server, data_dir):
    other = start_python("database.ensure(data_dir); print(flush=True); input()", data_dir)
    other.stdout.readline()
    assert not database.release_if_idle(data_dir)
    other.kill()
    other.communicate()
    assert database.release_if_idle(data_dir)


def test_the_server_stays_for_a_connection_from_outside(server, data_dir):
    with psycopg.connect(server.dsn):
        assert not database.release_if_idle(data_dir)
    assert database.release_if_idle(data_dir)


def test_a_process_that_comes_while_the_server_is_released_finds_it_working(data_dir):
    code = (
        "for _ in range(8):\n"
        "    with psycopg.connect(database.ensure(data_dir, durable=False).dsn) as connection:\n"
        "        connection.execute('SELECT 1')\n"
        "    database.release_if_idle(data_dir)"
    )
    processes = [start_python(code, data_dir) for _ in range(3)]
    for process in processes:
        answer_of(process)


def test_a_process_that_has_released_can_come_back(server, data_dir):
    database.release_if_idle(data_dir)
    assert query(database.ensure(data_dir, durable=False), "SELECT 1") == (1,)
