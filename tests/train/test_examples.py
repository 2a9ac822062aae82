"""Labelled pages as examples: which of them count, and how much each block weighs."""

import pytest

from scraper.evaluate import LabelledPage, TrueFields
from scraper.evaluate.block_labels import BlockTexts

pytest.importorskip("rapidfuzz")

from scraper.train.examples import OLD_CONVENTION, read_examples, weights

LEAD = "The mill at Orrin grinds again, after eleven years in which nobody turned its wheel."
TEXT = "A baker from the coast bought it for one coin, and had the stones cut by hand in May."
BIO = "Ira Holm writes about mills and other engines."
PAGE = f"<title>Mill</title><body><nav><a href=/>Home</a></nav><p>{LEAD}<p>{TEXT}<p>{BIO}</body>"


def page(name: str, labels: TrueFields, **more: str) -> LabelledPage:
    values = {"dataset": "set", "page_type": "article", "text": PAGE, "domain": name} | more
    return LabelledPage(name, values["dataset"], values["page_type"], "en", "html", values["text"], labels,
                        domain=values["domain"])  # fmt: skip


def by_text(name: str, **more: str) -> LabelledPage:
    return page(name, TrueFields(text=f"{LEAD}\n{TEXT}"), **more)


def by_block(name: str, **more: str) -> LabelledPage:
    said = BlockTexts(main=(LEAD, TEXT), unsure=(BIO,))
    return page(name, TrueFields(text=f"{LEAD}\n{TEXT}", blocks=said), **more)


def test_disputed_blocks_weigh_nothing() -> None:
    (example,) = read_examples([by_block("a")])
    assert example.reading.b_text == ["Home", LEAD, TEXT, BIO]
    assert example.labels.body.tolist() == [0, 1, 1, 0]
    assert weights(example)[3] == 0
    assert min(weights(example)[:3]) > 0


def test_whole_text_label_of_a_page_labelled_by_block_is_left_out() -> None:
    other = by_text("other", text=PAGE.replace("Home", "Start"))
    examples = read_examples([by_text("a"), other, by_block("b")])
    assert [example.page.id for example in examples] == ["other", "b"]


def test_pages_of_an_old_convention_weigh_less() -> None:
    (old,) = read_examples([by_text("a", dataset="dragnet")])
    (new,) = read_examples([by_text("a")])
    assert weights(old) == pytest.approx(weights(new) * OLD_CONVENTION["dragnet"])


def test_page_without_main_text_teaches_what_is_not_body() -> None:
    wall = page("wall", TrueFields(text="", blocks=BlockTexts(main=())))
    (example,) = read_examples([wall])
    assert not example.labels.body.any()


def test_label_of_another_version_of_the_page_is_left_out() -> None:
    assert (
        read_examples([page("a", TrueFields(text="Words that stand nowhere on that page."))]) == []
    )


def test_site_is_its_domain_where_there_is_no_url() -> None:
    (example,) = read_examples([by_block("a", domain="mill.example")])
    assert example.site == "mill.example"
