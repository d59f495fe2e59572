"""What the pages show and take, apart from search; nothing is written here."""
