"""Searches that people keep, and what follows when articles come in."""
