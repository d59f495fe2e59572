"""What was interpreted from the articles."""

from entities.models.decision import Action, BulkAction, NameRule, RowChange, SavedRequest
from entities.models.duplicate import ComparedEntity, Duplicate, DuplicateDecision
from entities.models.entity import Alias, Entity
from entities.models.mention import Candidate, Extraction, Mention
from entities.models.note import Note
from entities.models.relationship import ContradictionRuling, Evidence, Relationship
from entities.models.reliability import Reliability
from entities.models.review import Presence, ReviewerLabels
from entities.models.saved import Arrival, Delivery, NameList, SavedSearch, SearchRun
from entities.models.search_row import KnownWord, SearchRow, VocabularyReading
from entities.models.source_home import SourceHome
from entities.models.weight import RelationshipWeight, WeightDue

__all__ = [
    "Action",
    "Alias",
    "Arrival",
    "BulkAction",
    "Candidate",
    "ComparedEntity",
    "ContradictionRuling",
    "Delivery",
    "Duplicate",
    "DuplicateDecision",
    "Entity",
    "Evidence",
    "Extraction",
    "KnownWord",
    "Mention",
    "NameList",
    "NameRule",
    "Note",
    "Presence",
    "Relationship",
    "RelationshipWeight",
    "Reliability",
    "ReviewerLabels",
    "RowChange",
    "SavedRequest",
    "SavedSearch",
    "SearchRow",
    "SearchRun",
    "SourceHome",
    "VocabularyReading",
    "WeightDue",
]
