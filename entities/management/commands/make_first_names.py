"""Make `entities/data/first_names.tsv` again: given names of many languages, with gender."""

import importlib
import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from entities.extraction.first_names import FILE
from entities.extraction.lexicon import listed, read_list
from entities.names import fold

try:
    import faker
    import names
except ImportError:
    _HAS_DATA = False
else:
    _HAS_DATA = True  # the extra `data` is installed

_ADDED = FILE.with_name("first_names_added.txt")
_LEFT_OUT = FILE.with_name("first_names_left_out.txt")
# Faker's lists that are of given names in Latin letters; the others are of family names as well,
# of names transliterated in several ways, or of the United States since 1880, which hold anything.
_LOCALES = listed(
    """
    az_AZ, cs_CZ, da_DK, de_AT, de_DE, en_GB, en_IE, en_IN, en_KE, en_NG, en_NZ, en_US, es, es_CL,
    es_CO, es_ES, es_MX, et_EE, fi_FI, fr_CA, fr_CH, fr_DZ, fr_FR, fr_QC, ga_IE, ha_NG, hr_HR,
    hu_HU, id_ID, ig_NG, it_IT, lt_LT, nl_BE, nl_NL, no_NO, pl_PL, pt_BR, pt_PT, ro_RO, sk_SK,
    sl_SI, sv_SE, sw, tr_TR, uz_UZ, yo_NG, zu_ZA
    """
)
_NAME = re.compile(r"[a-z]{2,}(?:-[a-z]+)*")
_GENDERS = {"female": "f", "male": "m"}
# The share of the lists with a name that must agree on its gender.
_AGREEING = 0.75


class Command(BaseCommand):
    help = (
        "Write the table of given names again, from the lists of the packages Faker and names "
        "and what was added and left out by hand. Needs the extra: pip install 'gangintel[data]'."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--output", type=Path, default=FILE, help="default: the one in use")

    def handle(self, *, output: Path, **options: object) -> None:
        if not _HAS_DATA:
            raise CommandError("Faker or names is not installed: pip install 'gangintel[data]'.")
        rows = first_names()
        lines = "".join(f"{name}\t{gender}\n" for name, gender in sorted(rows.items()))
        output.write_text("name\tgender\n" + lines, encoding="utf-8")
        self.stdout.write(f"{len(rows)} given names written to {output}.")


def first_names() -> dict[str, str]:
    """Folded names with `f`, `m`, `fm` where the lists do not agree, or nothing where none says."""
    genders: dict[str, list[str]] = {name: [] for name in read_list(_ADDED)}
    left_out = read_list(_LEFT_OUT)
    for written, gender in (*_census(), *_faker()):
        name = fold(written)
        if _NAME.fullmatch(name) and name not in left_out:
            genders.setdefault(name, []).append(gender)
    return {name: _agreed(found) for name, found in genders.items()}


def _census() -> Iterator[tuple[str, str]]:
    """Names of the United States' census of 1990, each with the gender that more people have."""
    shares: dict[str, dict[str, float]] = {}
    for gender, letter in _GENDERS.items():
        lines = Path(names.FILES[f"first:{gender}"]).read_text(encoding="ascii").splitlines()
        for name, share, *_ in map(str.split, lines):
            shares.setdefault(name, {})[letter] = float(share)
    for name, by_gender in shares.items():
        gender = max(by_gender, key=by_gender.__getitem__)
        # By far more: the census has men named Mary.
        clear = by_gender[gender] >= _AGREEING * sum(by_gender.values())
        yield name, gender if clear else ""


def _faker() -> Iterator[tuple[str, str]]:
    for locale in _LOCALES:
        provider = importlib.import_module(f"{faker.__name__}.providers.person.{locale}").Provider
        listed = {
            attribute: set(value)
            for attribute, value in inspect.getmembers(provider)
            if attribute.startswith("first_names") and isinstance(value, Iterable)
        }
        of_gender = {
            letter: listed.get(f"first_names_{gender}", set())
            for gender, letter in _GENDERS.items()
        }
        for name in sorted(set().union(*listed.values())):
            having = [letter for letter in of_gender if name in of_gender[letter]]
            yield name, having[0] if len(having) == 1 else ""


def _agreed(genders: list[str]) -> str:
    """What most lists say; a list that gives no gender counts for both."""
    if not any(genders):
        return ""
    for gender in _GENDERS.values():
        if genders.count(gender) >= _AGREEING * len(genders):
            return gender
    return "".join(_GENDERS.values())
