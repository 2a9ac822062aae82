"""Signs that pages of any language use. See `language` for the notation."""

from scraper.extraction.vocabulary.language import Language

PHRASES = Language(
    bare_markers={
        "caption": "via giphy | via tenor",
        "copyright": "© | ⓒ | copyright © | copyright (c) | copyright 20 | copyright 19",
    },
)
