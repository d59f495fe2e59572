"""Words that are one in names, however they are written, and words that tell no names apart."""

from entities.extraction.lexicon import english, words
from entities.extraction.lexicon.quantities import ONES, TEENS, TENS
from entities.names import fold

# Small words that come and go in names of all kinds.
SMALL = words(
    "de del la las los el y e da do dos das di du van von der den the of and in for al bin ibn"
)
# In front of a person's name, or of a nickname.
TITLES = words("mr mrs ms dr don dona sr sra senor senora sir judge officer detective")
# What a gang is, said or left out.
GANG_NOUNS = {*map(fold, (*english.GANG_NOUNS, *english.LOOSE_GANG_NOUNS))} | words(
    "street motorcycle club mc crime criminal drug trafficking organization organisation prison "
    "nation almighty original banda pandilla clan mara federation federacion family"
)
# What a body is, said or left out behind a name that has more in it than this.
UNIT_NOUNS = words("division bureau unit section branch")
BODY_NOUNS = UNIT_NOUNS | words(
    "inc llc ltd corp co corporation company sa cv office department agency"
)
GENERIC = {
    "gang": GANG_NOUNS,
    "person": TITLES,
    "agency": BODY_NOUNS,
    "organization": BODY_NOUNS,
    "location": words("city town village state province county prison jail correctional facility"),
}
GENERATIONS = {
    "jr": "junior",
    "junior": "junior",
    "hijo": "junior",
    "sr": "senior",
    "senior": "senior",
    "padre": "senior",
    "ii": "the second",
    "2": "the second",
    "iii": "the third",
    "3": "the third",
    "iv": "the fourth",
}
# By the way in which they are written here.
SAME = (
    {
        fold(word): str(number)
        for row in (ONES, TEENS, TENS)
        for word, number in row.items()
        if len(word) > 2
    }
    | {"deuce": "2", "trey": "3", "tray": "3", "eighteenth": "18", "thirteenth": "13"}
    | {
        "fam": "family",
        "familia": "family",
        "boyz": "boy",
        "gangsta": "gangster",
        "ryder": "rider",
        "killa": "killer",
    }
    | {"dept": "department", "natl": "national", "intl": "international", "assn": "association"}
    | {"st": "street", "ave": "avenue", "blvd": "boulevard", "co": "county", "ctr": "center"}
    | {"centre": "center", "organisation": "organization", "n": "north", "s": "south"}
    | {"e": "east", "w": "west", "mt": "mount", "ft": "fort", "saint": "st", "ny": "new york"}
    # Spanish and Portuguese names of bodies.
    | {"departamento": "department", "policia": "police", "ministerio": "ministry"}
    | {"secretaria": "secretariat", "fiscalia": "prosecutor", "nacional": "national"}
    | {"oficina": "office", "condado": "county", "ciudad": "city", "division": "division"}
    | {"corte": "court", "tribunal": "court", "suprema": "supreme", "asociacion": "association"}
    | {"instituto": "institute", "universidad": "university", "escuela": "school"}
    | {"federacion": "federation", "ejercito": "army", "guardia": "guard", "crimen": "crime"}
    | {"organizado": "organized", "justicia": "justice", "banco": "bank", "partido": "party"}
    | {"hermanos": "brother", "nueva": "new", "generacion": "generation", "norte": "north"}
    | {"sur": "south", "este": "east", "oeste": "west", "calle": "street", "barrio": "barrio"}
)
# Said for the same given name; by the first of each row.
SHORT_FORMS = {
    short: row.split()[0]
    for row in (
        "william bill billy will willie liam",
        "robert bob bobby rob robbie",
        "richard rick ricky dick richie",
        "james jim jimmy jimmie jamie",
        "john johnny jack jon",
        "michael mike mikey mick",
        "joseph joe joey",
        "thomas tom tommy",
        "charles charlie chuck",
        "anthony tony",
        "edward ed eddie ted",
        "daniel dan danny",
        "david dave davey",
        "christopher chris kit",
        "matthew matt",
        "steven stephen steve",
        "kenneth ken kenny",
        "ronald ron ronnie",
        "donald don donnie",
        "lawrence larry lorenzo",
        "gerald gerry jerry",
        "samuel sam sammy",
        "benjamin ben benny",
        "alexander alex sasha alejandro",
        "nicholas nick nicky",
        "gregory greg",
        "patrick pat paddy",
        "frank francis frankie",
        "andrew andy drew",
        "elizabeth liz beth betty",
        "katherine kate kathy katie",
        "margaret maggie peggy",
        "jennifer jen jenny",
        "francisco pancho paco",
        "jose pepe",
        "guadalupe lupe",
        "vladimir vova volodya",
        "dmitri dima dmitry",
        "ivan vanya",
        "antonio tono",
        "enrique quique kike",
        "rafael rafa",
        "manuel manny manolo",
        "eduardo lalo",
        "jesus chuy",
        "ignacio nacho",
        "alberto beto",
        "roberto beto",
    )
    for short in row.split()[1:]
}
# Cyrillic as names of it are mostly written in English.
CYRILLIC = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэґє", "abvgdeziyklmnoprstufyege", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": ""}
    | {"ю": "yu", "я": "ya", "ё": "yo", "і": "i", "ї": "yi"}
)
