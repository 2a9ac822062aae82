"""The store of raw responses: WARC segments with an SQLite index, in one directory.

    store/
        segments/000001-20260102030405.warc.gz   WARC 1.1, one gzip member per record
        index.sqlite                             what is where; can be rebuilt from the segments
        damaged/                                 bytes set aside by recovery, never deleted here
        extractions.sqlite                       what was extracted; see `scraper.store.extractions`
        erased.json                              what is not to be stored again
        id                                       by which a state knows its store; see `Store.id`
        lock                                     held by the one process that writes

>>> from scraper.store import Store
>>> with Store.open("store") as store:
...     key = store.put(page)
...     store.get(key).body
"""

from scraper.store.entry import Entry, Problem, StoreReport
from scraper.store.erased import ErasedPages, Erasure
from scraper.store.extractions import Extractions, StoredExtraction
from scraper.store.store import Store
from scraper.store.upkeep.care import StoreSize
from scraper.store.upkeep.needed import RemovalBounds, Unneeded
from scraper.store.visits import Visits

__all__ = [
    "Entry",
    "ErasedPages",
    "Erasure",
    "Extractions",
    "Problem",
    "RemovalBounds",
    "Store",
    "StoreReport",
    "StoreSize",
    "StoredExtraction",
    "Unneeded",
    "Visits",
]
