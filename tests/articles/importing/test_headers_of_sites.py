"""Headers as invented sites and offices print them: who, when, what, and where the news begins."""

import pytest

from articles.importing.parse_document import parse
from tests.articles.importing.documents import news, parse_text, text_record

LEAD = (
    "Detectives arrested two alleged leaders of the Harbor Boys on Monday after a raid on a garage "
    "in the port district, the prosecutor told reporters. Both men denied the charges in court."
)
MORE = "A third suspect is still wanted, and the police asked anybody who saw him to call them."
NEWS = f"{LEAD}\n{MORE}"
ENTRADA = (
    "La policía capturó este lunes a dos presuntos cabecillas de los Muchachos del Puerto tras un "
    "cateo en un taller de la zona portuaria, informó la fiscalía. Ambos negaron los cargos."
)

SITES = {
    "an office that prints the title of the page, and again below its menu": (
        "Two Leaders of Harbor Boys Charged - Westmark County District Attorney\n"
        "HOME\nABOUT US\nREPORT A CRIME\nCAREERS\nTwo Leaders of Harbor Boys Charged\n"
        f"March 3, 2021\n{NEWS}",
        {
            "title": "Two Leaders of Harbor Boys Charged",
            "published_on": "2021-03-03",
            "source": "Westmark County District Attorney's Office",
            "source_from": "first_line",
        },
    ),
    "a site name before a headline": (
        "The Daily Harbor | Two Leaders Charged After Raid\n"
        f"Two Leaders Charged After Raid\n{NEWS}",
        {"title": "Two Leaders Charged After Raid"},
    ),
    "a headline with a dash of its own": (
        f"Harbor Boys – the gang that never slept\nBy Ana Ruiz\n{NEWS}",
        {"title": "Harbor Boys – the gang that never slept", "byline": "Ana Ruiz"},
    ),
    "labels with their values on the next line": (
        "Two Leaders Charged\nAuthor\nJoan Moss\nPublished\nMay 4, 2020\nUpdated\nMay 6, 2020\n"
        + NEWS,
        {
            "title": "Two Leaders Charged",
            "byline": "Joan Moss",
            "published_on": "2020-05-04",
            "updated_on": "2020-05-06",
        },
    ),
    "a stamp of a machine in backticks": (
        "# Two Leaders Charged\n\nPublished : `2024-07-30 03:19:21`\n\nHarbor Boys\n\n"
        f"{LEAD}\n\n{MORE}",
        {"title": "Two Leaders Charged", "published_on": "2024-07-30"},
        "Harbor Boys",
    ),
    "admin and the date": (
        f"Two Leaders Charged\nAdmin | April 1, 2025\nfor immediate release\n{NEWS}",
        {"title": "Two Leaders Charged", "byline": "", "published_on": "2025-04-01"},
    ),
    "a date line with the contact for the press": (
        "April 27, 2026 Contact: Dana Poole\nWestmark County Sheriff’s Office\n"
        "555-123-4567 (Office)\ndpoole@westmark.example\n"
        f"FOR IMMEDIATE RELEASE: Two Leaders Charged\n{NEWS}",
        {
            "title": "Two Leaders Charged",
            "published_on": "2026-04-27",
            "byline": "",
            "source": "Westmark County Sheriff's Office",
            "source_from": "letterhead",
        },
    ),
    "a breadcrumb in pieces": (
        "Two Leaders Charged - Harbor NewsCenter\nYou are here:\nHome\n1\n/\nNews\n2\n/\n"
        f"Two Leaders Charged\n{NEWS}\nCarla Stone\n2022-02-03 10:11:12\n2022-02-04 08:00:00\n"
        "Two Leaders Charged",
        {
            "title": "Two Leaders Charged",
            "published_on": "2022-02-03",
            "updated_on": "2022-02-04",
            "byline": "Carla Stone",
        },
        LEAD[:40],
    ),
    "a breadcrumb that names the office": (
        "Westmark County - District Attorney's Office > Newsroom > News Releases\n"
        f"Two Leaders Charged\nPosted on June 1, 2023\n{NEWS}",
        {
            "title": "Two Leaders Charged",
            "published_on": "2023-06-01",
            "source": "Westmark County District Attorney's Office",
        },
    ),
    "a headline in lines, a subheadline below": (
        "Two Leaders of Harbor Boys Charged With Murder After Raid | Westmark Police Department\n"
        "FOR IMMEDIATE RELEASE\nThursday, March 4, 2021\nTwo Leaders of Harbor Boys Charged\n"
        f"With Murder After Raid\nGarage Held Nine Rifles and Cash\n{NEWS}",
        {
            "title": "Two Leaders of Harbor Boys Charged With Murder After Raid",
            "published_on": "2021-03-04",
            "source": "Westmark Police Department",
        },
        "Garage Held Nine Rifles and Cash",
    ),
    "contacts between date and headline": (
        "Two Leaders Charged in Raid - Westmark County State’s Attorney\nFor Immediate Release\n"
        "Case # 21CF0042\nMay 2, 2011\nDana Poole\nChief of Staff\nOffice: 555-347-8408\n"
        f"Lee Brand\nSpokesperson\nCell: 555-292-2718\nTWO LEADERS CHARGED IN RAID\n{NEWS}",
        {
            "title": "Two Leaders Charged in Raid",
            "published_on": "2011-05-02",
            "byline": "",
            "source": "Westmark County State's Attorney's Office",
        },
    ),
    "the release's own date and another of the site": (
        "Two Leaders Charged in Raid\nAuthor\nJoan Moss\nPublished\nApril 25, 2005\n"
        f"FOR IMMEDIATE RELEASE\nDecember 6, 2001\nTwo Leaders Charged in Raid\n{NEWS}",
        {"title": "Two Leaders Charged in Raid", "published_on": "2001-12-06"},
    ),
    "Spanish labels": (
        "Capturan a dos cabecillas en el puerto\nPor Ana Pérez y Luis Gómez\n"
        f"Publicado el 3 de marzo de 2021\nActualizado: 5 de marzo de 2021\n{ENTRADA}",
        {
            "title": "Capturan a dos cabecillas en el puerto",
            "byline": "Ana Pérez y Luis Gómez",
            "published_on": "2021-03-03",
            "updated_on": "2021-03-05",
            "language": "es",
        },
    ),
    "a Spanish release": (
        "3 de marzo de 2021 Contacto: Dana Poole\nOficina del Fiscal del Condado de Westmark\n"
        "555-123-4567 (Oficina)\nPARA PUBLICACIÓN INMEDIATA: Dos cabecillas acusados tras cateo\n"
        f"{ENTRADA}",
        {
            "title": "Dos cabecillas acusados tras cateo",
            "published_on": "2021-03-03",
            "source": "Oficina del Fiscal del Condado de Westmark",
        },
    ),
    "Portuguese labels": (
        "Polícia prende dois chefes no porto\nPor Rita Souza\nPublicado em 04/03/2021 às 10h15\n"
        "Atualizado em 05/03/2021\nA polícia prendeu nesta segunda-feira dois supostos chefes dos "
        "Meninos do Porto após uma operação, informou o Ministério Público. Eles negam tudo.",
        {
            "title": "Polícia prende dois chefes no porto",
            "byline": "Rita Souza",
            "published_on": "2021-03-04",
            "updated_on": "2021-03-05",
        },
    ),
    "French labels": (
        "Deux chefs arrêtés au port\nPar Marie Dupont\n"
        "Publié le 4 mars 2021 à 10h15, mis à jour le 5 mars 2021\n"
        "La police a arrêté lundi deux chefs présumés des Garçons du Port après une "
        "descente dans un garage, a indiqué le parquet. Les deux hommes nient les faits.",
        {
            "title": "Deux chefs arrêtés au port",
            "byline": "Marie Dupont",
            "published_on": "2021-03-04",
            "updated_on": "2021-03-05",
        },
    ),
    "German labels": (
        "Zwei Anführer im Hafen gefasst\nVon Anna Weber\n"
        "Veröffentlicht am 4. März 2021, 10:15 Uhr\n"
        "Die Polizei hat am Montag zwei mutmaßliche Anführer der Hafenjungs nach einer Razzia in "
        "einer Werkstatt festgenommen, teilte die Staatsanwaltschaft mit. Beide bestreiten es.",
        {
            "title": "Zwei Anführer im Hafen gefasst",
            "byline": "Anna Weber",
            "published_on": "2021-03-04",
        },
    ),
    "Italian labels": (
        "Due capi arrestati nel porto\nDi Anna Rossi\nPubblicato il 4 marzo 2021\nAggiornato il 6 "
        "marzo 2021\nLa polizia ha arrestato lunedì due presunti capi dei Ragazzi del Porto dopo "
        "una perquisizione in un garage, ha detto la procura. I due negano ogni accusa.",
        {
            "title": "Due capi arrestati nel porto",
            "byline": "Anna Rossi",
            "published_on": "2021-03-04",
            "updated_on": "2021-03-06",
        },
    ),
    "today's date of the site above the headline": (
        f"Sunday, November 29, 2020\nTwo Leaders Charged\nPublished: March 3, 2019\n{NEWS}",
        {"title": "Two Leaders Charged", "published_on": "2019-03-03"},
    ),
    "an author below the text": (
        f"Two Leaders Charged\n\nOctober 31, 2022\n\n{LEAD}\n\n{MORE}\n\nAuthor: Amy Field\n\n"
        "Categories: News Release\n\nTags: harbor, raid",
        {"title": "Two Leaders Charged", "published_on": "2022-10-31", "byline": "Amy Field"},
        LEAD[:40],
    ),
    "a name, a post and a date in one line": (
        f"Two Leaders Charged\nJoan Moss | May 4, 2020 | 3:15 PM\n{NEWS}",
        {"title": "Two Leaders Charged", "byline": "Joan Moss", "published_on": "2020-05-04"},
    ),
    "raised letters on a line of their own": (
        "Office Adopts Families in 11th Annual Drive - Westmark County Sheriff's Office\n"
        f"June 1, 2009\nOFFICE ADOPTS FAMILIES IN 11\nth\nANNUAL DRIVE\n{NEWS}",
        {"title": "Office Adopts Families in 11th Annual Drive", "published_on": "2009-06-01"},
    ),
    "lines cut at a column": (
        "May 13, 2021 Contact: Dana Poole\nWestmark County District Attorney’s Office\n"
        "555-653-3756\n"
        "Two leaders get life sentences after pleading guilty\n"
        "Two leaders of the Harbor Boys who fled across the border in 2003 were sentenced to\n"
        "life in prison after they pleaded guilty to murder charges for the killings of three\n"
        "women, the county’s district attorney announced on Thursday. Both men waived appeal.\n",
        {
            "title": "Two leaders get life sentences after pleading guilty",
            "published_on": "2021-05-13",
        },
        "Two leaders of the Harbor Boys who",
    ),
}


@pytest.mark.parametrize("site", SITES.values(), ids=SITES.keys())
def test_the_header_of_a_site_is_read_and_parted_from_its_news(site):
    text, expected, *beginning = site
    article = parse_text(text)
    found = {
        name: str(getattr(article, name) or "") if name.endswith("_on") else getattr(article, name)
        for name in expected
    }
    assert found == expected
    body = news(article)
    assert body.startswith(beginning[0] if beginning else text.split("\n")[-1][:40]) or (
        not beginning and body.startswith(LEAD[:40])
    )
    if MORE in text:
        assert body.endswith(MORE)


@pytest.mark.parametrize("site", SITES.values(), ids=SITES.keys())
def test_the_headline_is_read_for_names_once(site):
    article = parse_text(site[0])
    read = ["".join(article.text[start:end].casefold().split()) for start, end in article.head]
    assert read.count("".join(article.title.casefold().split())) == 1
    assert len(read) <= 2
    assert not any("poole" in one for one in read)


LIST = (
    "Westmark County - Prosecutor's Office > Newsroom > Releases\nHome\nAbout Us\nMore News\n"
    "Mar 26, 2026\nProsecutor Files a Charge in a Case of 1990\nMar 17, 2026\n"
    f"Two Leaders of the Harbor Boys Charged\nReleases\n{NEWS}\nBack\nView All\n"
)


@pytest.mark.parametrize(
    ("file", "title"),
    [
        ("Newsroom_two-leaders-of-the-harbor-boys-charged.txt", True),
        ("Newsroom_two-leaders-of-harbor-boys-charged.txt", True),
        ("Newsroom_prosecutor-opens-a-new-office-in-the-port.txt", False),
        ("Newsroom_releases.txt", False),
    ],
)
def test_a_headline_that_only_the_list_of_all_has_is_the_one_the_file_is_named_by(file, title):
    article = parse(text_record(LIST.encode(), f"/news/{file}"))
    assert (article.title == "Two Leaders of the Harbor Boys Charged") == title
    assert article.title_is_made != title
    assert news(article).startswith(LEAD)
