"""What was interpreted from the articles."""

from entities.models.decision import Action, NameRule, RowChange, SavedRequest, Sweep
from entities.models.digest import Digest
from entities.models.entity import Alias, Entity
from entities.models.mention import Candidate, Extraction, Mention
from entities.models.relationship import Evidence, Relationship
from entities.models.reliability import Reliability
from entities.models.review import Presence, Reading
from entities.models.saved import Arrival, Delivery, NameList, SavedSearch, SearchRun
from entities.models.vocabulary import KnownWord, VocabularyReading

__all__ = [
    "Action",
    "Alias",
    "Arrival",
    "Candidate",
    "Delivery",
    "Digest",
    "Entity",
    "Evidence",
    "Extraction",
    "KnownWord",
    "Mention",
    "NameList",
    "NameRule",
    "Presence",
    "Reading",
    "Relationship",
    "Reliability",
    "RowChange",
    "SavedRequest",
    "SavedSearch",
    "SearchRun",
    "Sweep",
    "VocabularyReading",
]
