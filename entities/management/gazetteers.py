"""What a command reads texts with, also where there is no database."""

from django.core.management.base import OutputWrapper
from django.db import DatabaseError

from entities.gazetteer.database import current_gazetteer
from entities.gazetteer.read_files import gazetteer_from_files
from entities.gazetteer.snapshot import Gazetteer
from entities.models.reliability import Measured


def gazetteer_at_hand(notices: OutputWrapper) -> Gazetteer:
    """The database's gazetteer, or where there is none yet that of the files, with a notice."""
    try:
        return current_gazetteer()
    except DatabaseError:
        notices.write("The database cannot be read: names come from the gazetteer's files.")
        return gazetteer_from_files()


def measured_at_hand() -> Measured:
    """What people decided on the rules; where no database can be read, nothing."""
    measured = Measured()
    try:
        measured.fetch()
    except DatabaseError:
        return Measured(rows=())
    return measured
