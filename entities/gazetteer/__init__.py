"""Names and places of the world, from files that people may correct and add to."""
