"""What can go wrong with one file or one line; the message is shown to people as it is."""


class ArticleError(Exception):
    """This article cannot be imported. Says why in one sentence and what to do about it."""
