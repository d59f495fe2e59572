"""What articles say: entities, mentions, relationships; the machine proposes, people decide."""
