"""The watch itself: what a safe page never does is seen when a page does it."""

import pytest

UNSAFE = {
    "dialog": "<script>alert(1)</script>",
    "console": "<script>console.error('x')</script>",
    "error": "<script>throw Error('x')</script>",
    "request": "<img src=https://evil.invalid/x>",
}


@pytest.mark.parametrize("kind", UNSAFE)
def test_what_a_page_does_is_seen(watch, tmp_path, kind):
    path = tmp_path / "page.html"
    path.write_text(UNSAFE[kind])
    watched = watch()
    watched.page.goto(path.as_uri())
    watched.page.wait_for_timeout(100)
    kinds = {line.partition(":")[0] for line in watched.happened}
    watched.happened.clear()
    assert kind in kinds


def test_most_payloads_act_where_nothing_is_escaped(watch, tmp_path, payloads):
    """Else the list would prove nothing: printed raw, a good part of it runs or asks."""
    path = tmp_path / "page.html"
    watched, acting = watch(), 0
    for payload in payloads[:90]:
        path.write_text(payload, "utf-8", "replace")
        watched.page.goto(path.as_uri(), wait_until="load")
        watched.page.wait_for_timeout(20)
        acting += bool(watched.happened)
        watched.happened.clear()
    assert acting > 45
