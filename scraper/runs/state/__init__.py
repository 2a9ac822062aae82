"""What scheduled runs know: when sites and pages are due, every version of every article, what each
output has been given, and how the last runs went. One SQLite file beside the store.

    news/                  the store
    news.state.sqlite      this
    news.state.lock        held by the run that is under way

It can't be made again from the store: to keep it, copy it while nothing runs.
"""

from scraper.runs.state.articles import PageVisit
from scraper.runs.state.clusters import SimilarArticle
from scraper.runs.state.cursors import OutputCursor
from scraper.runs.state.database import state_file
from scraper.runs.state.erase import ErasedArticles, StateErasure
from scraper.runs.state.origin import JOINED
from scraper.runs.state.pages import FailedVisit
from scraper.runs.state.state import State

__all__ = [
    "JOINED",
    "ErasedArticles",
    "FailedVisit",
    "OutputCursor",
    "PageVisit",
    "SimilarArticle",
    "State",
    "StateErasure",
    "state_file",
]
