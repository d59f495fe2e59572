"""What a field of an article may say: grades, markings, how exactly and whence it is known."""

from django.db import models


class Credibility(models.TextChoices):
    """Admiralty grade of a piece of information (NATO STANAG 2511)."""

    CONFIRMED = "1", "confirmed by other sources"
    PROBABLE = "2", "probably true"
    POSSIBLE = "3", "possibly true"
    DOUBTFUL = "4", "doubtful"
    IMPROBABLE = "5", "improbable"
    UNJUDGED = "6", "truth cannot be judged"


class Handling(models.TextChoices):
    """Traffic Light Protocol 2.0 (FIRST)."""

    CLEAR = "CLEAR", "TLP:CLEAR"
    GREEN = "GREEN", "TLP:GREEN"
    AMBER = "AMBER", "TLP:AMBER"
    AMBER_STRICT = "AMBER+STRICT", "TLP:AMBER+STRICT"
    RED = "RED", "TLP:RED"


class Precision(models.TextChoices):
    """How exactly a date is known; the stored date is the first day of the period."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Origin(models.TextChoices):
    """Whence the date or the source of an article is known; the first ones are trusted most."""

    GIVEN = "given", "given at the import"
    STATED = "stated", "stated by the document"
    ADDRESS = "address", "from its address"
    FIRST_LINE = "first_line", "from the title of its page"
    LETTERHEAD = "letterhead", "from its letterhead"
    TEXT = "text", "from its text"
    CHANGE = "change", "the day of its last change"
    FILE_NAME = "file_name", "from the file's name"
    FOLDER = "folder", "from the folder's name"
