"""What lists, bars, boxes and notices around an article call themselves, in each language.

The phrases are data (`languages`); they are expanded once, on import, and looked up. Three
questions about a line of text:

    label_concept("Top Articles in Politics")         "ranking"    the line is a heading label
    prefix_concept("Read also: Mayor steps down")     "related"    it starts with an insert marker
    promo_concept("Sign up for our newsletter ...")   "newsletter" it is a notice or promotion

Each answers None for anything else: a label has to be the whole line, so "Top articles were
written by students" does not count.
"""

from scraper.extraction.vocabulary.lookup import (
    CONCEPTS,
    label_concept,
    line_concepts,
    prefix_concept,
    promo_concept,
)
from scraper.extraction.vocabulary.phrases import fold

__all__ = ["CONCEPTS", "fold", "label_concept", "line_concepts", "prefix_concept", "promo_concept"]
