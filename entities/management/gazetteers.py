"""Which gazetteer a command reads texts with."""

from django.core.management.base import OutputWrapper
from django.db import DatabaseError

from entities.gazetteer.database import current_gazetteer
from entities.gazetteer.files import gazetteer_from_files
from entities.gazetteer.snapshot import Gazetteer


def gazetteer_at_hand(notices: OutputWrapper) -> Gazetteer:
    """The database's gazetteer, or where there is none yet that of the files, with a notice."""
    try:
        return current_gazetteer()
    except DatabaseError:
        notices.write("The database cannot be read: names come from the gazetteer's files.")
        return gazetteer_from_files()
