"""From labelled pages to the shipped model: labels, features, cross-validation, export."""

from dataclasses import dataclass

__all__ = ["Labelled"]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One page and its true text."""

    id: str
    html: str
    truth: str
    page_type: str = "article"
    url: str | None = None
    dataset: str = ""
