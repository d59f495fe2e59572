"""What an item of an upload is beside the others of it, which are not kept yet."""

from collections import defaultdict

from django.db.models import Q

from articles.article_choices import Origin
from articles.importing.metadata.publishers import UNKNOWN
from articles.importing.same_text import is_guess
from articles.models import CONTENT_HASH, Article
from articles.run_models import Fate
from articles.upload_models import Upload, UploadItem


class Judge:
    """Knows the items that come before the one that it judges."""

    def __init__(self, upload: Upload) -> None:
        self._bytes: dict[str, str] = {}
        self._texts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._versions: dict[str, str] = {}
        self._said = {
            (one["file"], one["position"]): (one["values"], one["is_left_out"])
            for one in upload.said
        }
        before = upload.items.only(
            *("number", "file", "position", "fate", "sha256", "text_hash"),
            *("source", "source_from", "values", "identity"),
        )
        for item in before.order_by("number").iterator():
            self._remember(item)

    def settle(self, item: UploadItem) -> None:
        """Take over what was said of the item before, and say what it is beside those before."""
        item.values, item.is_left_out = self._said.get((item.file, item.position), ({}, False))
        if item.values:
            judge_again(item)
        if item.fate == Fate.CREATED:
            self._compare(item)
        self._remember(item)

    def _compare(self, item: UploadItem) -> None:
        source = _source_of(item)
        version = self._versions.get(item.identity)
        if same := self._bytes.get(item.sha256):
            item.fate, item.reason = Fate.UNCHANGED, f"The same bytes as {same}."
        elif same := self._same_text(item.text_hash, source):
            item.fate, item.reason = Fate.DUPLICATE, f"The same text as {same}."
        elif version:
            item.fate, item.reason = Fate.REVISED, f"A changed version of {version}."

    def _same_text(self, text_hash: str, source: str) -> str:
        """The item before that has the text, and no source that tells the two apart."""
        here = self._texts[text_hash] if text_hash else []
        return next((name for other, name in here if not (source and other) or source == other), "")

    def _remember(self, item: UploadItem) -> None:
        if item.fate not in (Fate.CREATED, Fate.REVISED):
            return
        self._bytes.setdefault(item.sha256, str(item))
        self._texts[item.text_hash].append((_source_of(item), str(item)))
        if item.identity:
            self._versions[item.identity] = str(item)


def judge_again(item: UploadItem) -> None:
    """Say whether an item is new or a copy, once its source or what comes before is another."""
    is_here = item.fate == Fate.UNCHANGED and item.article_id
    if is_here or item.fate not in (Fate.CREATED, Fate.DUPLICATE, Fate.UNCHANGED):
        return
    source = _source_of(item)
    item.fate, item.reason, item.article = Fate.CREATED, "", None
    if not item.text_hash:
        return
    alike = Article.objects.alias(content=CONTENT_HASH).filter(content=item.text_hash)
    guessed = Q(source__name=UNKNOWN) | Q(source_from=Origin.FOLDER)
    same = alike.filter(guessed | Q(source__name__iexact=source)) if source else alike
    if article := same.only("title").first():
        item.fate, item.article = Fate.DUPLICATE, article
        item.reason = f"Its text is here already: “{article.title}”."
        return
    before = UploadItem.objects.filter(
        upload=item.upload,
        number__lt=item.number,
        text_hash=item.text_hash,
        is_left_out=False,
        fate__in=[Fate.CREATED, Fate.REVISED],
    )
    if first := before.filter(sha256=item.sha256).first():
        item.fate, item.reason = Fate.UNCHANGED, f"The same bytes as {first}."
    elif first := before.filter(_of_source(source)).first():
        item.fate, item.reason = Fate.DUPLICATE, f"The same text as {first}."


def _source_of(item: UploadItem) -> str:
    """The source in small letters; nothing where it is only guessed, and tells no texts apart."""
    if stated := item.values.get("source"):
        return stated.lower()
    return "" if is_guess(item.source, item.source_from) else item.source.lower()


def _of_source(source: str) -> Q:
    """Items of this source, and those whose own is only guessed."""
    if not source:
        return Q()
    guessed = Q(source=UNKNOWN) | Q(source_from=Origin.FOLDER) | Q(source__iexact=source)
    return Q(values__source__iexact=source) | guessed & ~Q(values__has_key="source")


def judge_those_behind(item: UploadItem) -> None:
    """Say the same anew of the items behind one that have its text."""
    behind = UploadItem.objects.filter(
        upload=item.upload, number__gt=item.number, text_hash=item.text_hash
    )
    for other in behind.exclude(text_hash="").order_by("number"):
        judge_again(other)
        other.save(update_fields=["fate", "reason", "article"])
