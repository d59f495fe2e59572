"""Training the language model on reviewed articles, and keeping it only when it is better."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from articles.models import Article
from entities.nlp import versions
from entities.nlp.fine_tuning import Score, Trainer, evaluate, steps
from entities.nlp.model import Annotated, load
from entities.training.examples import passage_of, read, reviewed_articles

LEAST_ARTICLES = 20


class TooFewArticles(Exception):
    """There is too little to learn from. The text can be shown as it is."""


@dataclass(frozen=True)
class Material:
    """Texts to train with and to test with, and texts that nobody reviewed."""

    training: Sequence[Annotated]
    held_out: Sequence[Annotated]
    others: Sequence[str]

    @property
    def steps(self) -> int:
        return steps(self.training, self.others)


@dataclass(frozen=True)
class Outcome:
    """How both models did on the held-out texts; `version` is empty when the old one stays."""

    before: Score
    after: Score
    version: str


def gather() -> Material:
    """Collect what there is to learn from. Raises `TooFewArticles`."""
    reviewed = list(read(reviewed_articles()))
    if len(reviewed) < LEAST_ARTICLES:
        raise TooFewArticles(
            f"People have reviewed {len(reviewed)} articles that name somebody or something; "
            f"{LEAST_ARTICLES} are needed: confirm or reject their mentions, or set their review "
            "to done."
        )
    held_out = [one.for_model() for one in reviewed if one.is_held_out]
    if not held_out or len(held_out) == len(reviewed):
        raise TooFewArticles(
            f"Chance put none of the {len(reviewed)} reviewed articles into one of the two parts, "
            "for training and for testing: review a few more."
        )
    seen = [one.article.pk for one in reviewed]
    others = Article.objects.not_withdrawn().exclude(pk__in=seen).order_by("-pk")
    training = [one.for_model() for one in reviewed if not one.is_held_out]
    return Material(
        training=training,
        held_out=held_out,
        others=[passage_of(article).for_model() for article in others[: len(training)]],
    )


def improve(material: Material, *, progress: Callable[[int], object]) -> Outcome:
    """Train, compare on the held-out texts, and use the new model when it is better.

    Better is a higher F1 of exact spans over people, places and bodies together.
    """
    before = evaluate(load(versions.in_use()), material.held_out)
    trainer = Trainer()
    trainer.train(material.training, material.others, progress=progress)
    after = trainer.evaluate(material.held_out)
    if after.f1 <= before.f1:
        return Outcome(before, after, "")
    figures = {
        "articles": len(material.training),
        "held_out": len(material.held_out),
        "others": len(material.others),
        "compared_with": versions.in_use(),
        "before": before.summary(),
        "after": after.summary(),
    }
    version = versions.keep(trainer.save, figures)
    versions.use(version)
    return Outcome(before, after, version)
