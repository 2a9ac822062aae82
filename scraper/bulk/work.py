"""What is asked of an archive, what came of it, and the mark that a directory of parts carries."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from scraper._version import __version__
from scraper.errors import InputError
from scraper.models.article import Favor
from scraper.models.frozen import FrozenDict
from scraper.pipelines.clean_task import CleanSettings
from scraper.pipelines.page_article import place_of
from scraper.sites.directory import content_digest
from scraper.workers import Limits

SCHEMA = 1
"""Number of the columns and of what they mean; it goes up when a reader has to know."""

PartFormat = Literal["parquet", "jsonl"]


@dataclass(frozen=True, slots=True)
class Work:
    """How archives are cleaned and written. Pickles, for engines that send it to other machines."""

    format: PartFormat = "parquet"
    favor: Favor = "balanced"
    sites: str = ""  # a directory of site rules, the same on every machine
    seconds: float = 20.0  # of processor time that one page may take
    memory: int = 1 << 30  # bytes that one page may use

    @property
    def limits(self) -> Limits:
        """The limits of one page."""
        return Limits(cpu=self.seconds, memory=self.memory)

    def settings(self) -> CleanSettings:
        """Return how a page is cleaned. Raises ConfigError where a site rule is wrong."""
        sites = place_of(self._sites()) if self.sites else None
        return CleanSettings("json", favor=self.favor, sites=sites)

    def stamp(self) -> dict[str, Any]:
        """Return all that the parts depend on beside their sources."""
        from scraper.extraction.classifier.model import model_hash  # noqa: PLC0415  # brings numpy

        return {
            "schema": SCHEMA,
            "version": __version__,
            "model": model_hash(),
            "settings": {
                "format": self.format,
                "favor": self.favor,
                "rules": content_digest(self._sites()) if self.sites else "",
                "seconds": self.seconds,
                "memory": self.memory,
            },
        }

    def _sites(self) -> Path:
        path = Path(self.sites)
        if not path.is_dir():
            raise InputError(self.sites, "is no directory of site rules on this machine")
        return path


@dataclass(frozen=True, slots=True)
class Report:
    """What came of one archive.

    `counts` are the pages by their status, or by the kind of their failure; `left_out` are the
    records that are no pages, by reason. Of a part that was there already only `done_before` is known.
    """

    source: str
    part: str  # name of its file
    pages: int = 0
    bytes_read: int = 0
    counts: Mapping[str, int] = field(default_factory=FrozenDict)
    left_out: Mapping[str, int] = field(default_factory=FrozenDict)
    done_before: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the fields as the part's metadata has them: nothing that differs between two attempts."""
        fields = asdict(self)
        del fields["done_before"]
        return fields

    @classmethod
    def from_dict(cls, fields: Mapping[str, Any]) -> "Report":
        """Return the report that a part's metadata holds. Raises KeyError, TypeError and ValueError."""
        return cls(
            source=str(fields["source"]),
            part=str(fields["part"]),
            pages=int(fields["pages"]),
            bytes_read=int(fields["bytes_read"]),
            counts=FrozenDict(fields["counts"]),
            left_out=FrozenDict(fields["left_out"]),
        )
