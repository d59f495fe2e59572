"""What the search page shows of a result, and where one can go on from there."""
