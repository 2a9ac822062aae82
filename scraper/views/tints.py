"""Which colour a reason is shown in: reasons of one family share a tint."""

TINTS: dict[str, tuple[str, ...]] = {
    "links": (
        "related", "ranking", "link_list", "labelled_list", "story_link", "linked_headline", "deck",
        "heading_run",
    ),
    "frame": ("navigation", "header", "footer", "sidebar", "tags", "copyright", "hidden"),
    "promo": ("newsletter", "share", "advert", "product", "notice", "cta", "insert"),
    "about": ("byline", "author", "dateline", "headline", "caption", "bare_heading"),
    "form": ("control", "form", "consent", "named_box"),
    "voices": ("comments",),
    "again": ("copy", "second_opinion"),
    "site": ("site_rule", "template", "other_story"),
    "wall": (
        "consent_wall", "login_wall", "block_page", "soft_404", "js_shell", "not_html", "empty",
    ),
}  # fmt: skip
OTHER = "other"

_TINT_OF = {reason: tint for tint, reasons in TINTS.items() for reason in reasons}


def tint_of(reason: str) -> str:
    """The tint of a reason, `OTHER` for one that has none of its own."""
    return _TINT_OF.get(reason, OTHER)
