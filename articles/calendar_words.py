"""Months and weekdays in the languages of the news that is read here, by their number.

Months count from 1, weekdays from 0 for Monday, as `datetime` does. Everything is lower-case.
"""


def numbered(written: str, first: int = 1) -> dict[str, int]:
    """The words of a text by their place in it."""
    return {word: number for number, word in enumerate(written.split(), first)}


ENGLISH_MONTHS = numbered(
    "january february march april may june july august september october november december"
)
# The others are names of people or words besides.
ENGLISH_MONTHS_ALONE = frozenset(
    ["january", "february", "july", "september", "october", "november", "december"]
)
ENGLISH_SHORT_MONTHS = numbered("jan feb mar apr may jun jul aug sep oct nov dec") | {"sept": 9}
SPANISH_MONTHS = numbered(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
) | {"setiembre": 9}
SPANISH_SHORT_MONTHS = numbered("ene feb mar abr may jun jul ago sep oct nov dic")
PORTUGUESE_MONTHS = numbered(
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"
)
# Without `mai`, which is French and German as well.
PORTUGUESE_SHORT_MONTHS = {
    "jan": 1, "fev": 2, "mar": 3, "abr": 4, "jun": 6, "jul": 7, "ago": 8, "set": 9, "out": 10,
    "nov": 11, "dez": 12,
}  # fmt: skip
FRENCH_MONTHS = numbered(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
) | {"fevrier": 2, "aout": 8, "decembre": 12}
GERMAN_MONTHS = numbered(
    "januar februar märz april mai juni juli august september oktober november dezember"
) | {"jänner": 1, "maerz": 3}
ITALIAN_MONTHS = numbered(
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"
)
ENGLISH_WEEKDAYS = numbered("monday tuesday wednesday thursday friday saturday sunday", first=0)
ENGLISH_SHORT_WEEKDAYS = numbered("mon tue wed thu fri sat sun", first=0) | {"tues": 1, "thurs": 3}
SPANISH_WEEKDAYS = numbered("lunes martes miércoles jueves viernes sábado domingo", first=0)
PORTUGUESE_WEEKDAYS = numbered(
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo", first=0
)
FRENCH_WEEKDAYS = numbered("lundi mardi mercredi jeudi vendredi samedi dimanche", first=0)
GERMAN_WEEKDAYS = numbered(
    "montag dienstag mittwoch donnerstag freitag samstag sonntag", first=0
) | {"sonnabend": 5}
ITALIAN_WEEKDAYS = numbered("lunedì martedì mercoledì giovedì venerdì sabato domenica", first=0)

MONTHS = (
    ENGLISH_MONTHS
    | ENGLISH_SHORT_MONTHS
    | SPANISH_MONTHS
    | SPANISH_SHORT_MONTHS
    | PORTUGUESE_MONTHS
    | PORTUGUESE_SHORT_MONTHS
    | FRENCH_MONTHS
    | GERMAN_MONTHS
    | ITALIAN_MONTHS
)
WEEKDAYS = (
    ENGLISH_WEEKDAYS
    | ENGLISH_SHORT_WEEKDAYS
    | SPANISH_WEEKDAYS
    | PORTUGUESE_WEEKDAYS
    | FRENCH_WEEKDAYS
    | GERMAN_WEEKDAYS
    | ITALIAN_WEEKDAYS
)
