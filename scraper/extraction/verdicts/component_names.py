"""Names that read as consent and are a page builder's: "cmp" is a component of Adobe Experience Manager on pages where
it is no platform for consent."""

import re

from scraper.extraction.features.names import BIT, families_of

_COMPONENT = re.compile(
    r"""(?<![\w-])cmp-(?:accordion|breadcrumb|button|carousel|container|contentfragment(?:list)?|download|embed
    |experiencefragment|form|image|languagenavigation|list|navigation|page|pdfviewer|progressbar|search|separator|tableofcontents
    |tabs|teaser|text|title|video)(?![a-z])""",
    re.VERBOSE,
)
"""The builder's components, as its own style sheets name them."""


def is_component(key: str) -> bool:
    """Say whether an element's names have the word for consent from such a component alone."""
    if "cmp-" not in key:
        return False
    return not families_of(_COMPONENT.sub(" ", key)) & BIT["consent"]
