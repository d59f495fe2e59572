"""Jobs that keep the words of the archive, for “did you mean”, and those of single articles."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from entities.search import known_words
from entities.search.renewed_words import renew_words as renew


@app.periodic(cron="*/2 * * * *")
@app.task(
    queue="search",
    lock="words",
    queueing_lock="words",
    pass_context=True,
    aliases=["entities.tasks.learn_words"],
)
def learn_words(context: JobContext, timestamp: int) -> None:
    """Keep the words of new articles, to say what was meant by one that no article has."""
    known_words.learn_words(context.should_abort)


@app.periodic(cron="* * * * *")
@app.task(queue="search", lock="renewal", queueing_lock="renewal", pass_context=True)
def renew_words(context: JobContext, timestamp: int) -> None:
    """Make the words of articles anew that an earlier version kept otherwise."""
    renew(context.should_abort)


@app.periodic(cron="45 4 * * *")
@app.task(
    queue="maintenance", queueing_lock="forget_words", aliases=["entities.tasks.forget_rare_words"]
)
def forget_rare_words(timestamp: int) -> None:
    """Forget words that only one article had, where there are very many."""
    known_words.forget_rare_words()
