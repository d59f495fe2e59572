"""The home page: what is here, what is new, what waits."""
