"""What an item of an upload is beside the others of it, which are not kept yet."""

from hashlib import sha256

from django.db.models import Q

from articles.models import Article
from articles.run_models import Fate
from articles.upload_models import Upload, UploadItem


def text_hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


class Judge:
    """Knows the items that come before the one that it judges."""

    def __init__(self, upload: Upload) -> None:
        self._bytes: dict[str, str] = {}
        self._texts: dict[tuple[str, str], str] = {}
        self._versions: dict[str, tuple[str, str]] = {}
        self._said = {
            (one["file"], one["position"]): (one["values"], one["is_left_out"])
            for one in upload.said
        }
        before = upload.items.only(
            "number", "file", "position", "fate", "sha256", "text_hash", "source", "identity"
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
        source = item.values.get("source", item.source).lower()
        text, file = self._versions.get(item.identity, ("", ""))
        if same := self._bytes.get(item.sha256):
            item.fate, item.reason = Fate.UNCHANGED, f"The same bytes as {same}."
        elif text and text != item.text_hash:
            item.fate, item.reason = Fate.REVISED, f"A changed version of {file}."
        elif same := file or self._texts.get((item.text_hash, source), ""):
            item.fate, item.reason = Fate.DUPLICATE, f"The same text as {same}."

    def _remember(self, item: UploadItem) -> None:
        if item.fate not in (Fate.CREATED, Fate.REVISED):
            return
        source = item.values.get("source", item.source).lower()
        self._bytes.setdefault(item.sha256, str(item))
        self._texts.setdefault((item.text_hash, source), str(item))
        if item.identity:
            self._versions[item.identity] = (item.text_hash, str(item))


def judge_again(item: UploadItem) -> None:
    """Say whether an item is new or a copy, once its source or what comes before is another."""
    is_here = item.fate == Fate.UNCHANGED and item.article_id
    if is_here or item.fate not in (Fate.CREATED, Fate.DUPLICATE, Fate.UNCHANGED):
        return
    source = item.values.get("source", item.source)
    same = Article.objects.filter(text_hash=item.text_hash, source__name__iexact=source)
    item.fate, item.reason, item.article = Fate.CREATED, "", None
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


def _of_source(name: str) -> Q:
    read = Q(source__iexact=name) & ~Q(values__has_key="source")
    return Q(values__source__iexact=name) | read


def judge_those_behind(item: UploadItem) -> None:
    """Say the same anew of the items behind one that have its text."""
    behind = UploadItem.objects.filter(
        upload=item.upload, number__gt=item.number, text_hash=item.text_hash
    )
    for other in behind.exclude(text_hash="").order_by("number"):
        judge_again(other)
        other.save(update_fields=["fate", "reason", "article"])
