"""Which articles are pending, and the processes that read them."""
