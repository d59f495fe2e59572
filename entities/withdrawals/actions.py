"""Withdrawing articles, and restoring one. Undo restores all that an act has withdrawn.

What follows in the database (`withdraw_articles.sql`, `withdraw_finds.sql`): their search rows go,
and what is said of their words counts in no present text.
"""

from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from articles.models import LONGEST_NOTE, Article
from entities.actions.bulk import complete
from entities.actions.recorder import CorrectionError, Recorder, acting, explained
from entities.models import Action, RowChange
from entities.models.verbs import Verb
from entities.withdrawals.scopes import Scope

_RESTORED = {"withdrawn_at": None, "withdrawn_by": None, "withdrawn_reason": ""}


def withdraw(scope: Scope, reason: str, *, user: User) -> Action:
    """Withdraw what is in the scope and is not withdrawn yet; many articles in the background.

    Those that somebody else has locked stay. Raises `CorrectionError` without a reason, and where
    there is nothing to withdraw.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise CorrectionError("Nothing is withdrawn without a reason: write one.")
    if len(reason) > LONGEST_NOTE:
        raise CorrectionError(
            f"The reason has {len(reason)} characters: {LONGEST_NOTE} are the most, shorten it."
        )
    before = dict(_RESTORED)
    after = {
        # As acts keep a time.
        "withdrawn_at": DjangoJSONEncoder().default(timezone.now().replace(microsecond=0)),
        "withdrawn_by": user.pk,
        "withdrawn_reason": reason,
    }
    # Asked for before the act, which reads hidden ones too: nobody withdraws what they do not see.
    articles = scope.articles
    with explained():
        keys = articles.not_withdrawn().order_by("pk").values_list("pk", flat=True)
        act = Recorder()
        act.changes = [
            RowChange(
                position=position,
                model=Article._meta.label_lower,
                row=key,
                article_id=key,
                before=before,
                after=after,
            )
            for position, key in enumerate(keys)
        ]
        if not act.changes:
            raise CorrectionError(f"{scope} is withdrawn already: there is nothing to do.")
        act.summary = f"Withdrew {scope.counted(len(act.changes))}: {reason}"
        scope.refuse_locked(user)
        return complete(act, Verb.WITHDRAW, made=0, user=user, article=scope.article)


def restore(article: Article, *, user: User) -> Article:
    """Let one article count again, whatever it was withdrawn with."""
    with acting(Verb.RESTORE, user=user, article=article) as act:
        article = Article.objects.get(pk=article.pk)
        if article.withdrawn_at is None:
            raise CorrectionError(f"“{article}” is not withdrawn: there is nothing to restore.")
        act.update(article, **_RESTORED)
        act.summary = f"Restored “{article.title[:150]}”"
    return article
