"""Entities that may be one: found in the background, decided by people; and one that is two."""
