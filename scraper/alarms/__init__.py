"""Whether a site is still what it was: its last pages against its own baseline. Pure.

    baseline, what was seen since -> signs of each page -> how surprising -> alarms raised and cleared

Nothing here visits at the clock, the state or the network; what is compared are `PageObservation`s
(`scraper.models.alarm`), each of one visit to a page.
"""

from scraper.alarms.judge import judge
from scraper.alarms.observation import line_key, observed_failure, observed_page
from scraper.alarms.shared_text import VisitedText, error_texts, fingerprint
from scraper.alarms.silence import after

__all__ = [
    "VisitedText",
    "after",
    "error_texts",
    "fingerprint",
    "judge",
    "line_key",
    "observed_failure",
    "observed_page",
]
