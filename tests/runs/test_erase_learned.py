"""What was learned of a site, without what came from an erased page."""

import pytest

from scraper.models.site import OtherArticle, Recurring, SiteKnowledge
from scraper.sites.erase import erase_learned
from scraper.sites.knowledge import load_knowledge, save_knowledge

KNOWN = SiteKnowledge(
    "news.example", 4, "2026-05-01", "2026-05-04", (),
    {"a": Recurring("Read our newsletter", 4, 4, 0), "b": Recurring("The mayor said that the bri", 2, 4, 2)},
    (OtherArticle("The mayor speaks", "news.example/a"), OtherArticle("Another", "news.example/b")),
)  # fmt: skip
LINES = ("The mayor said that the bridge would open.", "Another line.")


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "learned/news.example.json"
    save_knowledge(path, KNOWN)
    return path


def test_titles_addresses_and_texts_of_the_page_go(tmp_path, file):
    assert erase_learned(tmp_path, "news.example/a".__eq__, LINES, dry=False) == [file]
    left = load_knowledge(file)
    assert [story.url for story in left.stories] == ["news.example/b"]
    assert [text.text for text in left.texts.values()] == ["Read our newsletter"]


def test_what_was_learned_of_an_erased_host_goes_as_a_whole(tmp_path, file):
    assert erase_learned(tmp_path, lambda url: url.startswith("news.example"), (), dry=False) == [
        file
    ]
    assert not file.exists()


def test_nothing_is_written_to_show_what_goes(tmp_path, file):
    before = file.read_bytes()
    assert erase_learned(tmp_path, "news.example/a".__eq__, LINES, dry=True) == [file]
    assert file.read_bytes() == before


def test_a_file_without_the_page_stays_as_it_is(tmp_path, file):
    before = file.read_bytes()
    assert erase_learned(tmp_path, "news.example/c".__eq__, ("Other words.",), dry=False) == []
    assert file.read_bytes() == before
