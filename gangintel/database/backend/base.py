"""The engine `gangintel.database.backend`: the server starts when a connection is first needed.

Two keys of `DATABASES` belong to it: `DATA_DIR` (GANGINTEL_DATA_DIR) and `DURABLE` (default
True; False only for tests).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base, client

from gangintel.database import ensure
from gangintel.database.programs import program_folder
from gangintel.database.server import application_name


class DatabaseClient(client.DatabaseClient):
    """The psql of the wheel, for `manage.py dbshell`."""

    def runshell(self, parameters: Sequence[str]) -> None:
        self.connection.get_connection_params()
        super().runshell(parameters)

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Sequence[str]
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
        server = ensure(
            Path(self.settings_dict["DATA_DIR"]), durable=self.settings_dict.get("DURABLE", True)
        )
        # The name stays: it may be that of a test database, or None for the maintenance database.
        self.settings_dict |= server.django() | {"NAME": self.settings_dict["NAME"]}
        return {"application_name": application_name()} | super().get_connection_params()
