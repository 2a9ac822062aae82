"""A block with the wrong verdict, and the places of its page that hold it: the work of a worker."""

from dataclasses import dataclass

from scraper.review.tasks import StoredPageTask, extracted, text_of
from scraper.sites.proposals import Proposal, proposals
from scraper.views.safe_text import Clipped, clipped

MOST_TEXT = 5_000  # characters of a block that are shown, and that a fixture asks for


@dataclass(frozen=True, slots=True)
class LeakTask:
    """A block of a stored page, by its number in the view of its blocks."""

    page: StoredPageTask
    block: int


@dataclass(frozen=True, slots=True)
class Leak:
    """A block with the wrong verdict, and the places that hold it. `kind` is the key of the rule that
    mends it, "drop" or "keep"."""

    page: str
    url: str
    title: str
    block: int
    kind: str
    text: Clipped
    kept: int  # blocks of the article
    places: tuple[Proposal, ...]
    selector: str = ""  # of the place that is tried

    @property
    def takes_most(self) -> bool:
        """Whether a rule for the place that is tried would drop most of the article."""
        return any(self.is_most(place) for place in self.places if place.selector == self.selector)

    def is_most(self, place: Proposal) -> bool:
        """Say whether a place holds more than half of the article that a rule is to drop from."""
        return self.kind == "drop" and place.kept * 2 > self.kept


def find_leak(task: LeakTask) -> tuple[Leak, ...]:
    """Return a block with the places that hold it; nothing if the page has no such block. Runs in a worker,
    which can't return None."""
    origin, article = extracted(task.page)
    blocks = list(article.blocks)
    if not 0 < task.block <= len(blocks):
        return ()
    block = blocks[task.block - 1]
    leak = Leak(
        task.page.id, task.page.url, article.title, task.block, "drop" if block.kept else "keep",
        clipped(block.text, MOST_TEXT), sum(one.kept for one in blocks),
        proposals(text_of(origin), block, blocks),
    )  # fmt: skip
    return (leak,)
