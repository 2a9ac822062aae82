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
     "Frequently asked questions about the tower", "Häufige Fragen zum Läuten", "Polityka plików cookies",
     "Политика использования файлов cookie", "Chính sách bảo mật", "Kebijakan Privasi", "गोपनीयता नीति", "מדיניות פרטיות"],
)  # fmt: skip
def test_pages_of_terms_are_known_by_their_titles(title: str) -> None:
    assert is_terms(title)


@pytest.mark.parametrize(
    "title",
    ["Why nobody reads terms of use", "Privacy policy of the tower angers all of its many ringers", "General knowledge",
     "Conditions at the quay are bad", "Privacy policy changes at the tower anger ringers", "Refund policy sparks protest at fair",
     "Community guidelines: what the tower changed", "Zásady ochrany proti klíšťatům", "Adatvédelmi hatóság bírságolta a bankot",
     "Code of conduct splits the ringers", "Privacy policy, explained", "利用規約変更に抗議",
     "Kebijakan privasi menara digugat", "Polityka cookies dzieli dzwonników",
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


@pytest.mark.parametrize(
    "title", ["Code of conduct for ringers fails", "Refund policy and fees anger buyers"]
)
def test_a_short_text_whose_headline_begins_like_terms_has_no_chapters(title: str) -> None:
    """What is worded like a notice is one, as on any page."""
    notice = "Subscribe to our newsletter and get the best of the tower every Friday morning."
    story = "".join(
        f"<p>{text.replace('terms', 'bells')}</p>"
        for text in CHAPTERS.values()
        if "service" in text
    )
    found = scraper.extract(
        f"<title>{title}</title><main><h1>{title}</h1>{story}<p>{notice}</p>{story}</main>"
    )
    assert notice not in found.text


def test_the_first_chapter_of_a_short_policy_is_text() -> None:
    policy = {
        "What they are": "Cookies are small files that the bell tower's site asks a browser to keep and to send back.",
        "Which ones we set": "One remembers the language, and one counts visits if you agree; neither holds a name.",
        "How to refuse them": "You can refuse cookies in your browser, after which the site asks for the language each time.",
    }
    chapters = "".join(
        f"<li><strong>{name}</strong><p>{text}</p></li>" for name, text in policy.items()
    )
    found = scraper.extract(
        f"<title>Cookie policy - Tower</title><div><h1>Cookie policy</h1><ol>{chapters}</ol></div>"
    )
    assert all(text in found.text for each in policy.items() for text in each)
