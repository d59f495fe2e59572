"""Look for entities that may be one, as the worker does every two minutes."""

import json as jsonlib
import time

from django.core.management.base import BaseCommand, CommandParser

from entities.duplicates.find_duplicates import find_duplicates
from entities.models import Duplicate


class Command(BaseCommand):
    help = (
        "Compare the entities that are new or changed with all others, and keep the pairs that may "
        "be one: Entities › May be one lists them. The worker does so by itself every two minutes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object for programs")

    def handle(self, *, json: bool, **options: object) -> None:
        began = time.monotonic()
        looked = find_duplicates()
        found = {
            "compared": looked.entities,
            "waiting": Duplicate.objects.undecided().count(),
            "seconds": round(time.monotonic() - began, 2),
        }
        self.stdout.write(
            jsonlib.dumps(found)
            if json
            else f"Compared {found['compared']} entities in {found['seconds']} s: "
            f"{found['waiting']} pairs may be one."
        )
