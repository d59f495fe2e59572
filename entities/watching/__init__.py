"""Searches that people keep, and what follows when articles come in.

What a person saves is their own and says nothing about the archive: it is no act of its history,
and no `Action` is recorded for it.
"""
