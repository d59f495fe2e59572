"""Languages by their ISO 639-1 codes, in words."""

import pycountry


def language_name(code: str) -> str:
    """The English name of the language; empty where the code is of none."""
    language = pycountry.languages.get(alpha_2=code) if code else None
    return getattr(language, "name", "").partition(" (")[0]
