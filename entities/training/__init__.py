"""What people decided, as material to train language models with."""
