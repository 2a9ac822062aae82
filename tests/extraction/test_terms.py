"""Chapters of terms of use, policies and lists of questions are text, whatever notices they are worded like."""

import pytest

import scraper
from scraper.extraction.vocabulary.terms import is_terms

CHAPTERS = {
    "Acceptance": "By accessing or using the service you agree to be bound by these terms in full, also on behalf of others.",
    "Your account": "You must create a free account to use parts of the service. Already have an account? You may log in at any time.",
    "Subscriptions": "Subscribe to read the full archive. You may cancel at any time, and the first month is free of charge.",
    "Cookies": "We use cookies to improve your experience. By continuing to use the site you accept our use of cookies.",
    "Newsletter": "If you sign up for our newsletter, we will send you an email once a week, until you unsubscribe from it.",
    "Comments": "Comments must obey the law. We may remove any comment without notice if it does not.",
    "Copyright": "All rights reserved. © 2026 Tower Media. No part of the service may be reproduced without permission.",
    "Advertising": "As an Amazon Associate we earn from qualifying purchases, and some links are advertising.",
    "Changes": "We may change these terms from time to time, and the version in force is always found on this page.",
}


def page(title: str, chapter: str, kind: str = "website") -> str:
    body = "".join(chapter.format(heading=heading, text=text) for heading, text in CHAPTERS.items())
    return (
        f"<title>{title} - Tower</title><meta property=og:type content={kind}><header><a href='/'>Tower</a></header>"
        f"<main><h1>{title}</h1>{body}</main><footer><a href='/terms'>Terms</a><p>© 2026 Tower</p></footer>"
    )


@pytest.mark.parametrize(
    "chapter",
    [
        "<h2>{heading}</h2><p>{text}</p>",
        "<section id='{heading}'><h3>{heading}</h3><p>{text}</p></section>",
        "<details><summary>{heading}</summary><p>{text}</p></details>",
        "<div class='row'><div>{heading}</div><div>{text}</div></div>",
        "<div class='faq-item'><a class='faq-question' href='#a'>{heading}</a><div class='faq-answer'>{text}</div></div>",
    ],
)
@pytest.mark.parametrize("title", ["Terms of use", "Privacy policy", "Frequently asked questions"])
def test_every_chapter_is_text(title: str, chapter: str) -> None:
    found = scraper.extract(page(title, chapter))
    kept = [block.text for block in found.blocks if block.kept]
    assert [text for text in kept if text in CHAPTERS.values()] == list(CHAPTERS.values())
    assert [text for text in kept if text in CHAPTERS] == list(CHAPTERS)
    assert len(kept) == 2 * len(CHAPTERS)


@pytest.mark.parametrize(
    "title",
    ["Terms and Conditions", "Cookie Policy", "Datenschutzerklärung", "AGB", "Conditions générales de vente", "Mentions légales",
     "Términos y condiciones", "Informativa sulla privacy", "Algemene voorwaarden", "Regulamin sklepu", "利用規約", "隐私政策",
     "이용약관", "سياسة الخصوصية", "FAQ", "Cookie Policy (EU)", "Terms of use, version 3", "Privacy policy for guests",
     "Terms and conditions & returns", "Conditions générales d'utilisation", "Política de privacidad y cookies",
     "Zásady ochrany osobních údajů a cookies", "Adatvédelmi tájékoztató", "Политика конфиденциальности сайта", "利用規約について",
     "Frequently asked questions about the tower", "Häufige Fragen zum Läuten"],
)  # fmt: skip
def test_pages_of_terms_are_known_by_their_titles(title: str) -> None:
    assert is_terms(title)


@pytest.mark.parametrize(
    "title",
    ["Why nobody reads terms of use", "Privacy policy of the tower angers all of its many ringers", "General knowledge",
     "Conditions at the quay are bad", "Privacy policy changes at the tower anger ringers", "Refund policy sparks protest at fair",
     "Community guidelines: what the tower changed", "Zásady ochrany proti klíšťatům", "Adatvédelmi hatóság bírságolta a bankot",
     "Code of conduct splits the ringers", "Privacy policy, explained", "利用規約変更に抗議",
     "Impressum: was die neue Verordnung für Vereine in der Stadt heißt"],
)  # fmt: skip
def test_headlines_about_them_are_no_such_titles(title: str) -> None:
    assert not is_terms(title)


@pytest.mark.parametrize("name", ["newsletter-signup", "comments", "share", "relatedPosts"])
def test_what_stands_beside_the_chapters_is_not_one(name: str) -> None:
    """Its lines are judged as on any page."""
    beside = "Leave a comment below, your email address will not be published."
    html = page("Terms of use", "<h2>{heading}</h2><p>{text}</p>")
    html = html.replace(
        "<h2>Changes</h2>", f"<div class='{name}'><p>{beside}</p></div><h2>Changes</h2>"
    )
    kept = [block.text for block in scraper.extract(html).blocks if block.kept]
    assert beside not in kept
    assert [text for text in kept if text in CHAPTERS.values()] == list(CHAPTERS.values())
