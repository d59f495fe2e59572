"""What a spreadsheet would run instead of showing it."""

# A cell that begins so is a formula to one spreadsheet or another, also in full-width letters; an
# apostrophe in front makes it text.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def defused(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
