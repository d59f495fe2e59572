"""Sources: who published, how far they are trusted, and where they are at home."""
