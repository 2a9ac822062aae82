"""What a browser does not show is not read; what it shows from a shadow tree is."""

import pytest

import scraper
from scraper.extraction.dom.flat_page import FlatPage
from scraper.extraction.dom.parse import parse
from scraper.extraction.dom.walk import read

STORY = (
    "<p>The ferry to Ostholm left an hour late on Monday because a gull had built its nest on the ramp.</p>",
    "<p>Captain Rike Alvesen asked the passengers to board by the stern, which nobody had done since 1974.</p>",
    "<p>By noon the bird had moved to the roof of the ticket office, where it was fed with herring.</p>",
    "<p>The harbour office says that the timetable will hold tomorrow unless more gulls arrive at night.</p>",
)
NOTE = "Internal remark: swap the picture before the evening edition goes out."


def page(*body: str, title: str = "Gull delays the ferry to Ostholm") -> str:
    return f"<html><head><title>{title}</title></head><body><main><article><h1>{title}</h1>{''.join(body)}</article></main></body></html>"


def reading_of(html: str) -> FlatPage:
    body = parse(html).body
    assert body is not None
    return read(body)


@pytest.mark.parametrize(
    "tag",
    [
        "p hidden",
        'p style="display: none"',
        'p style="color:red;DISPLAY:none !important"',
        'div style="visibility:hidden"',
        'div class="visually-hidden"',
        'section style="position:absolute;left:-9999px"',
        'div style="position:fixed; top: -10000px"',
        'div style="position:absolute;transform:translateX(-9999px)"',
        'p style="position: absolute; clip: rect(1px, 1px, 1px, 1px)"',
        'p style="position:absolute;clip:rect(0 0 0 0)"',
        'p style="clip-path: inset(50%)"',
        'p style="transform: scale(0)"',
        'p style="font-size:0px"',
        'p style="visibility:collapse"',
        'div style="content-visibility: hidden"',
        'div style="width:0; height:0; overflow:hidden"',
        'p class="note d-none"',
    ],
)
def test_a_hidden_block_is_left_out(tag: str) -> None:
    """A paragraph in an element that no browser shows is not in the text."""
    hidden = f"<{tag}>{NOTE}</{tag.split(maxsplit=1)[0]}>"
    text = scraper.extract(page(*STORY[:2], hidden, *STORY[2:])).text
    assert "Internal remark" not in text
    assert all(story[3:40] in text for story in STORY)


@pytest.mark.parametrize(
    "tag",
    ["span hidden", 'span class="sr-only"', 'span class="is-sr-only"', 'span class="govuk-visually-hidden"',
     'span class="sr_only"', 'b class="show-for-sr"', 'i class="note assistive-text"', 'b class="cdk-visually-hidden"',
     'i style="position:absolute;opacity:0"', 'span class="d-none"', 'span class="is-hidden"', 'span class="d-none d-lg-none"',
     'span class="material-icons"', 'i class="material-symbols-outlined"',
     'span class="mw-editsection"', 'span class="viewcode-link"', 'a class="src rightside" href="/src/a.rs.html#7"',
     'b style="display:none"', 'a href="/x" hidden', 'em class="screen-reader-text"'],
)  # fmt: skip
def test_hidden_words_inside_a_sentence_are_left_out(tag: str) -> None:
    """The sentence reads on where a hidden inline element stands in it."""
    shown = reading_of(
        f"<p>The gull<{tag}> (Larus)</{tag.split(maxsplit=1)[0]}> <b>stayed</b>.</p>"
    )
    assert shown.b_text == ["The gull stayed."]


@pytest.mark.parametrize(
    "style",
    ["opacity:0", "font-size:0.9em", "position:relative;left:-10px", "clip:rect(0,100px,50px,0)",
     "transform:scale(0.9)", "max-height:0;overflow:hidden", "display:block;outline:none", "position:absolute;opacity:0",
     "height:0;overflow:hidden", "width:0;height:0"],
)  # fmt: skip
def test_what_a_style_only_moves_or_fades_in_is_read(style: str) -> None:
    assert reading_of(f'<p style="{style}">The gull stayed.</p>').b_text == ["The gull stayed."]


@pytest.mark.parametrize(
    "tag",
    ["not-sr-only", "sr-only md:not-sr-only", "hiddenite", "d-none d-md-inline", "material-type"],
)
def test_a_class_that_shows_text_hides_none(tag: str) -> None:
    """Only the classes that style sheets hide count."""
    assert reading_of(f'<p>The <span class="{tag}">white</span> gull.</p>').b_text == ["The white gull."]  # fmt: skip


def test_a_block_of_hidden_words_alone_is_still_read() -> None:
    """A link whose only words are for screen readers keeps them: the model judges it by them."""
    page_read = reading_of('<p><a href="/share"><span class="sr-only">Share this</span></a></p>')
    assert (page_read.b_text, page_read.b_link_chars) == (["Share this"], [10])


def test_a_space_at_the_end_of_hidden_words_parts_those_around_them() -> None:
    """As where a heading has two lines, and the colon between them is for screen readers."""
    shown = reading_of("<h2><b>Gulls</b><span hidden>: </span><i>Who counts them</i></h2>")
    assert shown.b_text == ["Gulls Who counts them"]
    link = '<a href="/n">the note<span hidden> (of the harbour)</span></a>, says she'
    assert reading_of(f"<p>See {link}.</p>").b_text == ["See the note, says she."]


def test_of_hidden_words_in_two_elements_the_last_ones_part_those_around_them() -> None:
    for hidden, shown in (
        ("<i hidden>of </i><i hidden>them</i>", "The **gull**counted"),
        ("<i hidden>of</i><i hidden>them </i>", "The **gull** counted"),
    ):
        line = f"The <b>gull</b>{hidden}counted at the pier."
        article = scraper.extract(page(*STORY, f"<p>{line}</p>"), url="https://ferry.example/")
        assert shown in article.markdown()
        assert shown.replace("**", "") in article.text


def test_markdown_parts_words_as_the_text_does() -> None:
    line = "The <b>gull</b><span hidden> <i>of</i> them: </span><i>counted</i> at the <b>pier</b><i hidden> 3</i>."
    article = scraper.extract(page(*STORY, f"<p>{line}</p>"), url="https://ferry.example/")
    assert "The **gull** *counted* at the **pier**." in article.markdown()


def test_hidden_words_are_in_no_format() -> None:
    """Markdown and HTML read the markup again for links and styles, and leave out the same words."""
    story = STORY[0].replace("the ramp", 'the <b>ramp</b><span hidden> of <i>pier</i> 3</span>, <a href="/n">says</a> a note')  # fmt: skip
    article = scraper.extract(page(story, *STORY[1:]), url="https://ferry.example/")
    for shown in (article.text, article.markdown(), scraper.render.render(article, "html")):
        assert "pier" not in shown and "says" in shown
    assert "**ramp**, says a note" in article.markdown()


def test_hints_never_hide_the_article() -> None:
    """A page whose text is hidden until a script shows it keeps its text."""
    text = scraper.extract(page('<div style="display:none">', *STORY, "</div>")).text
    assert all(story[3:40] in text for story in STORY)


def test_what_a_button_opens_is_read() -> None:
    """An answer under the button that opens it is text of the page."""
    answer = "<p>Only if the gull comes back to the ramp in the night.</p>"
    answer = f"<div><button>Will it be late again?</button><div hidden>{answer}</div></div>"
    text = scraper.extract(page(*STORY, answer)).text
    assert "late again?" in text and "Only if the gull" in text


@pytest.mark.parametrize(
    "opening",
    [
        "<h3><button>{}</button></h3>",
        "<div class=accordion-item><button>{}</button>",
        "<button class=faq-head>{}</button>",
    ],
)
def test_the_words_on_a_button_that_opens_a_text_are_its_heading(opening: str) -> None:
    """A part of an accordion has a heading, not always a question."""
    parts = [f"<div>{opening.format(name)}<div hidden><p>{name} are mended in winter, when no boat comes to the ramp.</p></div></div>"
             for name in ("Broken ropes", "Lost oars", "Wet sails")]  # fmt: skip
    text = scraper.extract(page(*STORY, *parts, *STORY[:1])).text
    assert [
        name for name in ("Broken ropes", "Lost oars", "Wet sails") if f"\n\n{name}\n\n" in text
    ] == ["Broken ropes", "Lost oars", "Wet sails"]


@pytest.mark.parametrize(
    "opening",
    [
        '<div class="card-header"><a data-toggle="collapse" href="#c{0}">Why is the {1} closed?</a></div>',
        '<h4 class="accordion-title"><a href="#c{0}">Why is the {1} closed?</a></h4>',
    ],
)
def test_a_question_that_links_to_its_answer_stays(opening: str) -> None:
    names = ("ramp", "pier", "lock")
    parts = [
        f"{opening.format(number, name)}<div id=c{number} class=collapse><p>The {name} is mended in winter, when no boat comes.</p></div>"
        for number, name in enumerate(names)
    ]
    text = scraper.extract(page(*STORY, *parts)).text
    assert [f"Why is the {name} closed?" in text for name in names] == [True] * 3


def test_a_table_of_contents_is_none_though_it_asks() -> None:
    links = "".join(f'<li><a href="#c{n}">Why is the {n}th ramp closed?</a></li>' for n in range(5))
    assert "Why is the 2th" not in scraper.extract(page(f"<ul>{links}</ul>", *STORY)).text


def test_the_words_on_a_button_that_stands_everywhere_are_none() -> None:
    """A control says the same each time."""
    parts = [
        "<div class=accordion-item><button>Show all</button><p>Ropes are mended in winter, when no boat comes.</p></div>"
    ] * 6
    assert "Show all" not in scraper.extract(page(*STORY, *parts)).text


@pytest.mark.parametrize(
    "body",
    [
        f'<x-story><template shadowrootmode="open"><style>p{{}}</style>{"".join(STORY)}</template></x-story>',
        f'<x-frame><template shadowrootmode="closed"><div>{"".join(STORY[:2])}<slot></slot></div></template>{"".join(STORY[2:])}</x-frame>',
        "".join(f'<x-p><template shadowrootmode="open">{story}</template></x-p>' for story in STORY),
    ],
)  # fmt: skip
def test_a_declared_shadow_tree_is_read(body: str) -> None:
    """Browsers show what stands in a template that declares a shadow root."""
    assert all(story[3:40] in scraper.extract(page(body)).text for story in STORY)


def test_other_templates_are_not_read() -> None:
    """A template without a shadow root is what scripts copy from."""
    assert reading_of("<p>Seen</p><template><p>Not seen</p></template>").b_text == ["Seen"]
