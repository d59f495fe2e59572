"""The knowledge in Django's admin: every model can be searched, and set right where that is safe.

Decisions on mentions and evidence are better made on the article's page, where they are undoable
acts; what is changed here is in the history with the name of who did it.
"""

from entities.admin.entities import AliasAdmin, EntityAdmin
from entities.admin.history import (
    ActionAdmin,
    BulkActionAdmin,
    NameRuleAdmin,
    ReviewerLabelsAdmin,
    RowChangeAdmin,
    register_histories,
)
from entities.admin.mentions import (
    CandidateAdmin,
    EvidenceAdmin,
    ExtractionAdmin,
    MentionAdmin,
    RelationshipAdmin,
    ReliabilityAdmin,
)

__all__ = [
    "ActionAdmin",
    "AliasAdmin",
    "BulkActionAdmin",
    "CandidateAdmin",
    "EntityAdmin",
    "EvidenceAdmin",
    "ExtractionAdmin",
    "MentionAdmin",
    "NameRuleAdmin",
    "RelationshipAdmin",
    "ReliabilityAdmin",
    "ReviewerLabelsAdmin",
    "RowChangeAdmin",
]

register_histories()
