"""What can be withdrawn at once: one article, all that an import brought, all of a source."""

from dataclasses import dataclass

from django.contrib.auth.models import User

from articles.models import Article, ArticleQuerySet
from articles.run_models import ImportRun
from articles.source_models import Source
from entities.actions.recorder import hold, refuse_locked


@dataclass(frozen=True)
class Scope:
    """One of the three."""

    article: Article | None = None
    run: ImportRun | None = None
    source: Source | None = None

    @property
    def articles(self) -> ArticleQuerySet:
        if self.article:
            return Article.objects.filter(pk=self.article.pk)
        if self.run:
            return Article.objects.filter(import_run=self.run)
        return Article.objects.filter(source=self.source)

    @property
    def parameter(self) -> tuple[str, int]:
        """How an address names it."""
        for name in ("article", "run", "source"):
            if row := getattr(self, name):
                return name, row.pk
        raise ValueError("A scope is of an article, an import or a source.")

    def counted(self, number: int) -> str:
        """Its words with the number of articles, for a sentence."""
        if self.article:
            return f"“{self.article.title[:150]}”"
        return f"{number:,} article{'s' * (number != 1)} {self.whence}"

    @property
    def whence(self) -> str:
        if self.run:
            return f"of the import of {self.run.started_at:%-d %B %Y, %H:%M}"
        return f"of {self.source}"

    def refuse_locked(self, user: User) -> None:
        """Raise `CorrectionError` where the one article is locked by somebody else."""
        if self.article:
            refuse_locked(hold([self.article.pk], user=user))

    def __str__(self) -> str:
        return f"“{self.article}”" if self.article else f"All {self.whence}"
