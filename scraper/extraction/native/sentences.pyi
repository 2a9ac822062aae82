from collections.abc import Mapping, Sequence

from scraper.extraction.vocabulary.phrases import FirstLetters, Sentence

class Openings:
    def __init__(
        self,
        groups: Mapping[str, Sequence[Sentence]],
        guard: FirstLetters,
        codes: Mapping[str, int],
    ) -> None: ...
    def may_open_in(self, texts: list[str], most: int, longest: int) -> list[int]: ...
    def opens_sentence(self, text: str, most: int) -> bool | None: ...

def promotion_of(text: str) -> str | None: ...
