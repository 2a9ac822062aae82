"""The frozen values that cross the borders between packages, one module a noun.

Those that a program gets back from the fetcher and gives to the store can be imported from here.
"""

from scraper.models.document import Document
from scraper.models.failure import Failure
from scraper.models.page import Page

__all__ = ["Document", "Failure", "Page"]
