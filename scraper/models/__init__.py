"""The frozen values that cross the borders between packages, one module a noun.

Those that a program gets back from the fetcher and gives to the store can be imported from here.
"""

from scraper.models.page import Document, Failure, Page

__all__ = ["Document", "Failure", "Page"]
