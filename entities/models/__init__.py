"""What was interpreted from the articles."""

from entities.models.decision import Action, NameRule, RowChange, SavedRequest, Sweep
from entities.models.digest import Digest
from entities.models.entity import Alias, Entity
from entities.models.mention import Candidate, Extraction, Mention
from entities.models.presence import Presence
from entities.models.reading import Reading
from entities.models.relationship import Evidence, Relationship
from entities.models.reliability import Reliability

__all__ = [
    "Action",
    "Alias",
    "Candidate",
    "Digest",
    "Entity",
    "Evidence",
    "Extraction",
    "Mention",
    "NameRule",
    "Presence",
    "Reading",
    "Relationship",
    "Reliability",
    "RowChange",
    "SavedRequest",
    "Sweep",
]
