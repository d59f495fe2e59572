"""The embedded database by hand: look at it, stop it, talk to it."""

import json
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat

from gangintel import database


class Command(BaseCommand):
    help = "Show, stop or talk to the embedded database."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
        status = actions.add_parser("status", help="say how it is, without starting it")
        status.add_argument("--json", action="store_true", help="one JSON object for programs")
        actions.add_parser("stop", help="stop it; the next command that needs it starts it")
        actions.add_parser("shell", help="open psql on it, starting it where needed")

    def handle(self, *, action: str, **options: Any) -> None:
        if not settings.EMBEDDED_DATABASE:
            raise CommandError(
                "The database is not the embedded one: DATABASE_URL names a server of its own."
            )
        try:
            if action == "status":
                self._show(database.status(settings.GANGINTEL_DATA_DIR), as_json=options["json"])
            elif action == "stop":
                stopped = database.stop(settings.GANGINTEL_DATA_DIR)
                self.stdout.write("Stopped." if stopped else "It was not running.")
            else:
                call_command("dbshell")
        except database.EmbeddedServerError as error:
            raise CommandError(str(error)) from error

    def _show(self, status: database.ServerStatus, *, as_json: bool) -> None:
        if as_json:
            facts = asdict(status)
            facts["uptime"] = status.uptime and status.uptime.total_seconds()
            self.stdout.write(json.dumps(facts, default=str))
            return
        lines = [
            ("State", "running" if status.running else "stopped"),
            ("Process", status.pid),
            ("PostgreSQL", status.version),
            ("Folder", status.folder),
            ("Socket", status.socket),
            ("Size", filesizeformat(status.size)),
            ("Connections", status.connections),
            ("Running for", status.uptime and str(status.uptime).partition(".")[0]),
        ]
        for name, value in lines:
            if value is not None:
                self.stdout.write(f"{name:<12} {value}")
