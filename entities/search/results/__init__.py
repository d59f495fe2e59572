"""From what a query means to its result: candidates, ranked, counted, and shown as hits."""
