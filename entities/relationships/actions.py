"""What a person does to proposed relationships. Each is one undoable act."""

from django.contrib.auth.models import User

from entities.actions.recorder import Recorder, acting
from entities.kinds import Status
from entities.models import Evidence, Relationship
from entities.models.verbs import Verb

_VERBS = {
    Status.CONFIRMED: Verb.CONFIRM_EVIDENCE,
    Status.REJECTED: Verb.REJECT_EVIDENCE,
}


def confirm(evidence: Evidence, *, user: User) -> Evidence:
    """Say that the quote states the relationship; that confirms the relationship too."""
    return _decide(evidence, Status.CONFIRMED, user=user)


def reject(evidence: Evidence, *, user: User) -> Evidence:
    """Say that the quote does not state it; without other evidence the relationship goes too."""
    return _decide(evidence, Status.REJECTED, user=user)


def status_from(statuses: set[str]) -> Status:
    """The status of a relationship whose pieces of evidence have these statuses."""
    for status in (Status.CONFIRMED, Status.PROPOSED):
        if status in statuses:
            return status
    return Status.REJECTED


def _decide(evidence: Evidence, status: Status, *, user: User) -> Evidence:
    with acting(_VERBS[status], user=user, article=evidence.article) as act:
        # The relationship first: two people who judge its quotes at once queue up here.
        relationship = Relationship.objects.select_for_update(of=("self",)).get(
            pk=evidence.relationship_id
        )
        evidence = (
            Evidence.objects.select_for_update(of=("self",))
            .select_related("article", "relationship__head", "relationship__child")
            .get(pk=evidence.pk)
        )
        act.update(evidence, status=status)
        _follow(act, relationship)
        act.summary = f"{status.label.capitalize()}: {evidence.relationship}"
    return evidence


def _follow(act: Recorder, relationship: Relationship) -> None:
    statuses = set(relationship.evidence.values_list("status", flat=True))
    act.update(relationship, status=status_from(statuses))
