"""Words of languages of which the rules know little: what names of people have between them."""

from entities.extraction.lexicon import listed

ITALIAN_PARTICLES = listed("di")
FRENCH_PARTICLES = listed("le, du")
DUTCH_AND_GERMAN_PARTICLES = listed("van, von, der, den")
ARABIC_PARTICLES = listed("bin, al")
PARTICLES = (
    *ITALIAN_PARTICLES,
    *FRENCH_PARTICLES,
    *DUTCH_AND_GERMAN_PARTICLES,
    *ARABIC_PARTICLES,
)
