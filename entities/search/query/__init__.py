"""From the tree of a query to what it means (`interpret`), and on to a filter (`conditions`)."""
