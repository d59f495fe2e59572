"""How much stands behind a relationship: articles, independent origins, grades and dates."""
