"""What people do to what is known: each is one function, atomic, kept as an `Action`, undoable."""
