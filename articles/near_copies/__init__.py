"""Near-copies: which texts are nearly the same, and which of them is their origin."""
