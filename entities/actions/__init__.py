"""Every act of a person is one function in its room, atomic, kept as an `Action`, and undoable.

This room records acts (`recorder`), writes their rows forwards and backwards (`replay`), takes them
back and does them again (`undo_redo`), carries those on very many rows out piece by piece (`bulk`),
draws what follows from them (`consequences`), answers the requests that ask for them (`answers`),
and shows them (`history_page`). `mention_actions` are the acts that several rooms share.
"""
