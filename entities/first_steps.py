"""What somebody new does first, until they have done it: a checklist on the home page."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from articles.run_models import ImportRun
from entities.models import Action, SavedSearch, SearchRun
from entities.models.verbs import Verb

_CORRECTED = (Verb.CONFIRM, Verb.REJECT, Verb.CONFIRM_SHOWN, Verb.REASSIGN, Verb.DECIDE_NAME)
_JUDGED = (Verb.CONFIRM_EVIDENCE, Verb.CONFIRM_RELATIONSHIP, Verb.STATE_RELATIONSHIP)


@dataclass(frozen=True)
class Step:
    """One step with the page where it is done."""

    title: str
    hint: str
    address: str
    is_done: bool


def first_steps(user: User) -> list[Step]:
    """The steps in their order; none once all are done, or for who may change nothing."""
    if not user.has_perm("entities.change_mention"):
        return []
    own = Q(user=OuterRef("pk"))
    acts = Action.objects.filter(own)
    found = User.objects.filter(pk=user.pk).values(
        imported=Exists(ImportRun.objects.filter(own)),
        searched=Exists(SearchRun.objects.filter(own)),
        corrected=Exists(acts.filter(verb__in=_CORRECTED)),
        judged=Exists(acts.filter(verb__in=_JUDGED)),
        saved=Exists(SavedSearch.objects.filter(own)),
    )
    done = {name: bool(value) for name, value in found[0].items()}
    if all(done.values()):
        return []
    steps = (
        ("imported", "Import articles", "drop files, or paste a text", "entities:import_page"),
        ("searched", "Search", "a gang under any of its names, a place", "entities:search"),
        ("corrected", "Read and correct", "c confirms, x rejects", "entities:review_names"),
        (
            "judged",
            "Confirm a relationship",
            "with the sentence that states it",
            "entities:relationships_review",
        ),
        ("saved", "Save a search", "and hear of what is new in it", "entities:saved_searches"),
    )
    return [Step(title, hint, reverse(view), done[key]) for key, title, hint, view in steps]
