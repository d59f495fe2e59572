"""The engine `gangintel.database.engine`: the server starts when a connection is first needed.

`DATABASES` names only the engine and the database; the rest follows from GANGINTEL_DATA_DIR.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base, client

from gangintel.database import ensure
from gangintel.database.clients import application_name
from gangintel.database.programs import program_folder


class DatabaseClient(client.DatabaseClient):
    """The psql of the wheel, for `manage.py dbshell`."""

    def runshell(self, parameters: Iterable[str]) -> None:
        # They are set where the server is found, which has not happened without a connection.
        self.connection.get_connection_params()
        super().runshell(parameters)

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        arguments, environment = super().settings_to_cmd_args_env(settings_dict, parameters)
        return [str(program_folder() / "psql"), *arguments[1:]], environment


class DatabaseWrapper(base.DatabaseWrapper):
    """A PostgreSQL connection that finds its server, starting it where needed.

    Django asks for the parameters before every connection, and so does Procrastinate for its
    worker; so a server that was stopped or killed comes back with the next one.
    """

    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        server = ensure(settings.GANGINTEL_DATA_DIR)
        # The name stays: it may be that of a test database, or None for the maintenance database.
        self.settings_dict |= server.django() | {"NAME": self.settings_dict["NAME"]}
        return {"application_name": application_name()} | super().get_connection_params()
