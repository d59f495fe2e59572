"""Which entities are worth comparing: those that share a key of a name, so that not all pairs are.

Keys are such as two words by sound, a word with a letter dropped beside the sound of another, the
initials, an acronym. What very many share tells nothing and is passed over.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations, permutations

from entities.duplicates.word_tables import SHORT_FORMS
from entities.duplicates.written_names import WrittenName, sound
from entities.kinds import Kind

# A key of more entities than this brings no pairs: it is a frequent name.
_MOST_OF_A_KEY = 60
_LONG_WORD, _LONGER_WORD = 5, 9
_WORD = "word"
# Of a long name the first words and the last one have keys.
_MOST_WORDS = 4

Key = tuple[str, ...]
Pair = tuple[int, int]


def pairs(
    names: Mapping[int, Collection[WrittenName]], kind: str, changed: Collection[int]
) -> set[Pair]:
    """Pairs of entities of a kind, the lower key first, at least one of them of the changed."""
    carriers: defaultdict[Key, set[int]] = defaultdict(set)
    of_one_word = set()
    for entity, its in names.items():
        for name in its:
            if len(name.words) == 1:
                of_one_word.add(entity)
            for key in keys(name, kind):
                carriers[key].add(entity)
    found: set[Pair] = set()
    of_changed = set(changed)
    for key, some in carriers.items():
        if not 1 < len(some) <= _MOST_OF_A_KEY or of_changed.isdisjoint(some):
            continue
        # Two longer names that share but one word have words of their own, both of them.
        telling = of_one_word if key[0] == _WORD else some
        found.update(
            (one, other)
            for one, other in combinations(sorted(some), 2)
            if (one in of_changed or other in of_changed) and (one in telling or other in telling)
        )
    return found


def keys(name: WrittenName, kind: str) -> Iterator[Key]:
    """What a name has in common with any other way of writing it."""
    words = _few(name.words)
    yield "letters", name.letters
    if name.is_short:
        yield "acronym", name.letters
    else:
        for initials in name.initials:
            if len(initials) > 2:
                yield "acronym", initials
    if kind == Kind.PERSON:
        # Bob is Robert; the same for both, so that it matters not where it stands.
        words = tuple(SHORT_FORMS.get(word, word) for word in words)
    sounds = [sound(word) for word in words]
    for word in sounds:
        yield _WORD, word
    for first, second in combinations(sorted(sounds), 2):
        yield "words", first, second
    for one, other in permutations(range(len(words)), 2):
        for dropped in _dropped(words[one]):
            yield "misprint", dropped, sounds[other]
        if len(words[one]) >= _LONGER_WORD:
            yield "ends", words[one][0], words[one][-2:], sounds[other]
        if kind == Kind.PERSON and one == 0:
            yield "initial", words[one][0], sounds[other]
    if len(words) == 1:
        for dropped in _dropped(words[0]):
            yield "misprint", dropped, ""
        if len(words[0]) >= _LONGER_WORD:
            yield "ends", words[0][:2], words[0][-2:], ""


def _few(words: tuple[str, ...]) -> tuple[str, ...]:
    return words if len(words) <= _MOST_WORDS else (*words[: _MOST_WORDS - 1], words[-1])


def _dropped(word: str) -> Iterable[str]:
    """The word and all that it is with one letter dropped: two with a misprint share one."""
    if len(word) < _LONG_WORD or word.isdigit():
        return ()
    return (word, *(word[:place] + word[place + 1 :] for place in range(len(word))))
