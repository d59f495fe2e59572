"""Import in the browser: what people drop, what it would become, and the history of runs."""
