"""From a text to what it names and states: proposals only, which people confirm or reject."""
