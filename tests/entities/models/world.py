"""The rows that the rules of the database are tried on."""

from types import SimpleNamespace
from uuid import UUID

from django.contrib.auth.models import User

from articles.clearance_models import Clearance
from articles.copy_models import Appearance
from articles.furniture_models import ChangedGroup, FurnitureRule, MendedGroup
from articles.models import ArticleRevision
from articles.run_models import ImportRun
from articles.upload_models import Upload, UploadFile, UploadItem
from articles.watched.models import Watched
from entities.kinds import Kind, RelationKind
from entities.models import (
    Action,
    Arrival,
    BulkAction,
    Candidate,
    ContradictionRuling,
    Delivery,
    Duplicate,
    DuplicateDecision,
    Extraction,
    NameList,
    NameRule,
    Note,
    RelationshipWeight,
    RowChange,
    SavedSearch,
    SearchRun,
    SourceHome,
    VocabularyReading,
    WeightDue,
)
from tests.factories import make_article, make_entity, make_evidence, make_mention, make_source

TEXT = "Cobra of MS-13 met Barrio 18 in Kent on Monday."


def rows_of_everything(analyst: User) -> SimpleNamespace:
    """One row of everything, and a second one where two rows can be in each other's way."""
    one = SimpleNamespace()
    one.source, one.other_source = make_source("Kent Mail"), make_source("Kent Post")
    one.article = make_article(TEXT, source=one.source)
    for number in (1, 2):
        one.revision = ArticleRevision.objects.create(
            article=one.article,
            number=number,
            document=one.article.document,
            title="Old",
            text="Old.",
            body_start=0,
            body_end=4,
            of_withdrawal=number == 1,
        )
    one.appearance, _ = (
        Appearance.objects.create(
            article=one.article,
            document=one.article.document,
            file=f"{name}.txt",
            identity=f"url:{name}",
        )
        for name in ("a", "b")
    )
    one.rival_head = make_entity("Barrio 18")
    one.gang = make_entity("MS-13", aliases=["MS"], gazetteer_key="gang:ms-13")
    one.alias = one.gang.aliases.get(name="MS")
    one.other_gang = make_entity("Los Zetas")
    one.lone = make_entity("Hoolie gang")
    one.person = make_entity("Cobra", Kind.PERSON)
    one.place = make_entity("Kent", Kind.LOCATION)
    one.mention = make_mention(one.article, "MS-13", one.gang)
    one.other_mention = make_mention(one.article, "Barrio 18", one.rival_head)
    one.value = make_mention(one.article, "Monday", kind=Kind.DATE, value="2012-06-04")
    Candidate.objects.create(mention=one.value, entity=one.gang, score=0.5)
    one.candidate = Candidate.objects.create(mention=one.value, entity=one.lone, score=0.5)
    for version in ("1", "2"):
        one.extraction = Extraction.objects.create(
            article=one.article,
            pipeline_version=version,
            text_hash=one.article.text_hash,
            seconds=1,
        )
    rival, supplies = RelationKind.RIVAL_OF, RelationKind.SUPPLIES
    rivalry = make_evidence(one.article, "Cobra", one.gang, rival, one.rival_head)
    other_rivalry = make_evidence(one.article, "Cobra", one.other_gang, rival, one.rival_head)
    one.rivalry, one.other_rivalry = rivalry.relationship, other_rivalry.relationship
    one.evidence = make_evidence(one.article, "Cobra", one.gang, supplies, one.other_gang)
    one.other_evidence = make_evidence(one.article, "MS-13", one.gang, supplies, one.other_gang)
    one.supply = one.evidence.relationship
    # The keys in their order, as the rule wants them.
    links = sorted([one.rivalry, one.other_rivalry, one.supply], key=lambda link: link.pk)
    one.ruling, one.other_ruling = (
        ContradictionRuling.objects.create(
            first=links[0], second=second, reason="So it is.", user=analyst
        )
        for second in links[1:]
    )
    one.other_weight, one.weight = (
        RelationshipWeight.objects.create(
            relationship=one.supply,
            handling=handling,
            grade="F6",
            **dict.fromkeys(("articles", "origins", "quotes", "hedged", "waiting"), 1),
        )
        for handling in ("RED", "CLEAR")
    )
    for number in (1, 2):
        one.due = WeightDue.objects.create(transaction=number, relationship=one.supply)
    one.user = analyst
    one.clearance, _ = Clearance.objects.get_or_create(user=analyst)
    one.duplicate, one.other_duplicate = (
        Duplicate.objects.create(first=one.rival_head, second=second, bits=1, reasons=[])
        for second in (one.other_gang, one.lone)
    )
    one.decision, one.other_decision = (
        DuplicateDecision.objects.create(
            first=one.rival_head, second=second, decision="later", user=analyst
        )
        for second in (one.other_gang, one.lone)
    )
    one.note = Note.objects.create(entity=one.lone, text="Who are they?", user=analyst)
    one.comment = Note.objects.create(
        article=one.article, start=0, end=5, quote="Cobra", text="Who is he?", user=analyst
    )
    one.action = Action.objects.create(user=analyst, verb="confirm", summary="x")
    one.change = RowChange.objects.create(
        action=one.action, position=0, model="x", row=1, before={}
    )
    RowChange.objects.create(action=one.action, position=1, model="x", row=1, after={})
    one.bulk_action = BulkAction.objects.create(action=one.action, total=1)
    one.arrival, _ = (
        Arrival.objects.create(article=one.article, text_hash=name, extraction=1)
        for name in ("a", "b")
    )
    one.saved, _ = (
        SavedSearch.objects.create(user=analyst, name=name, query=name)
        for name in ("police", "truce")
    )
    one.delivery = Delivery.objects.create(search=one.saved, found=1, articles=[1])
    one.run = SearchRun.objects.create(token=UUID(int=1), user=analyst, seconds=1, total=1)
    one.names = NameList.objects.create(user=analyst, names=["MS-13"])
    one.reading = VocabularyReading.objects.create()
    one.first_run, one.import_run = ImportRun.objects.create(), ImportRun.objects.create()
    ImportRun.objects.create(resumes=one.first_run)
    one.mended, _ = (
        MendedGroup.objects.create(source=source, documents=1, rules=0)
        for source in (one.source, one.other_source)
    )
    one.changed_group = ChangedGroup.objects.create(source=one.source, documents=1)
    one.furniture_rule, _ = (
        FurnitureRule.objects.create(
            source=one.source, passage=passage, is_furniture=True, user=analyst
        )
        for passage in ("Home", "News")
    )
    one.home = SourceHome.objects.create(source=one.source, country="US", known_from="list")
    one.watched, _ = (
        Watched.objects.create(kind="folder", address=f"/srv/{name}", user=analyst)
        for name in ("news", "other")
    )
    one.upload = Upload.objects.create(owner=analyst, name="News", token=UUID(int=1))
    one.upload_file, _ = (
        UploadFile.objects.create(upload=one.upload, number=number, name=name, size=9)
        for number, name in ((1, "a.txt"), (2, "b.txt"))
    )
    one.upload_item, _ = (
        UploadItem.objects.create(upload=one.upload, number=number, file="a.txt", fate="created")
        for number in (1, 2)
    )
    one.rule, one.other_rule = (
        NameRule.objects.create(normalized=name, name=name, decision="never", user=analyst)
        for name in ("ms13", "hope")
    )
    return one
