"""The page that opens `scraper review`, in a real browser."""

from scraper.review.opening import write_opening_page


def test_a_file_of_the_user_leads_to_a_session(tools, serve, watch, tmp_path):
    """The token is in the file, the browser keeps the cookie and shows the list with its buttons."""
    tools.fill(tmp_path / "store", [tools.Story()])
    server = serve()
    page = watch(lambda url: url.startswith(("file:", server.address))).page
    page.goto(write_opening_page(tmp_path, f"{server.address}/?token={server.token}"))
    page.wait_for_url(f"{server.address}/")
    page.goto(f"{server.address}/replay")
    assert page.get_by_role("button", name="Extract again").count() == 1
