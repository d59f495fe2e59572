"""When the text of an article changes: what was read and decided follows it."""
