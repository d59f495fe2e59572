"""What happens to articles, for those who keep something beside them."""

from django.dispatch import Signal

# An article has a new text. Sent inside the transaction that writes it, with `article` (as it is
# now) and `revision` (the earlier text): who refuses keeps the new text from being stored.
text_changed = Signal()
