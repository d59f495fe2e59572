"""Reading one article and correcting what the machine read in it, in place."""
