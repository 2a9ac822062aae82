"""The watch itself: what a safe page never does is seen when a page does it."""

import pytest

UNSAFE = {
    "dialog": "<script>alert(1)</script>",
    "console": "<script>console.error('x')</script>",
    "error": "<script>throw Error('x')</script>",
    "request": "<img src=https://evil.invalid/x>",
}


NO_DIALOGS = "window.alert = window.confirm = window.prompt = text => console.error(text)"
"""A dialog that opens as the browser goes on to another page can be neither answered nor left."""


@pytest.mark.parametrize("kind", UNSAFE)
def test_what_a_page_does_is_seen(watch, tmp_path, kind):
    path = tmp_path / "page.html"
    path.write_text(UNSAFE[kind])
    watched = watch()
    watched.page.goto(path.as_uri())
    watched.wait_for(lambda line: line.startswith(f"{kind}:"))
    watched.happened.clear()


def test_most_payloads_act_where_nothing_is_escaped(watch, tmp_path, payloads):
    """Else the list would prove nothing: printed raw, a good part of it runs or asks."""
    path = tmp_path / "page.html"
    watched, acting = watch(), set()
    watched.page.add_init_script(NO_DIALOGS)
    for wait in (
        20,
        200,
        2000,
    ):  # ms; what acts does so at once, but on a busy machine it is seen later
        for number, payload in enumerate(payloads[:90]):
            if len(acting) > 45 or number in acting:
                continue
            path.write_text(payload, "utf-8", "replace")
            watched.page.goto(path.as_uri(), wait_until="load")
            watched.page.wait_for_timeout(wait)
            if watched.happened:
                acting.add(number)
            watched.happened.clear()
    assert len(acting) > 45
