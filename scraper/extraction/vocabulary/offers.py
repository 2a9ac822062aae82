"""A price for a time, as in "$4 a month" or "9,99 €/Monat": what offers of subscriptions say."""

import re

CURRENCIES = "£$€¥"  # of which an offer has one
_OFFER = re.compile(
    rf"[{CURRENCIES}] ?\d[\d.,]{{0,9}}(?: ?/ ?| (?:a|per|for|pro|je|par|al|por) )"
    rf"|\d ?[{CURRENCIES}](?: ?/ ?| (?:a|per|pro|je|im|par|al|por) )"
)


def names_currency(text: str) -> bool:
    """Say whether a text has the sign of a currency, without which it is no offer."""
    return "$" in text if text.isascii() else any(sign in text for sign in CURRENCIES)


def is_offer(text: str) -> bool:
    """Say whether a text names a price for a time."""
    return names_currency(text) and bool(_OFFER.search(text))
