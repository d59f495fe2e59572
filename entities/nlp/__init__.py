"""The language model: the only folder that imports spaCy, and only when it is needed."""

from entities.nlp.model import BATCH_SIZE, Named, names_in, reads

__all__ = ["BATCH_SIZE", "Named", "names_in", "reads"]
