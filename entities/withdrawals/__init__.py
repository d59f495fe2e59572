"""Articles that are withdrawn: they count nowhere, and are kept until somebody restores them."""
