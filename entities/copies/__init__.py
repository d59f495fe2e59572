"""Copies of a text: where else it appeared, its near-copies, and what people say of these."""
