"""Notes on entities and relationships, comments on passages, and answers."""
