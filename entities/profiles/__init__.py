"""Entities: their list, the profile of one, the picker that finds one, names and merging."""
