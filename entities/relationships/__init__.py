"""Relationships between entities, and the sentences that prove them: judged by people."""
