"""Pages that a model reads: from the web and from its own hands, with the protocol's own client."""


def test_without_a_store_there_are_the_tools_for_pages(tools):
    found = tools()
    assert sorted(found) == ["clean_html", "read_page"]
    assert found["read_page"].description.startswith("Fetch a web page")
    assert set(found["read_page"].input_schema["properties"]) == {"url", "page"}
    assert found["read_page"].annotations.read_only_hint is True


def test_descriptions_are_not_indented_as_in_the_code(tools):
    lines = [line for tool in tools().values() for line in tool.description.splitlines()]
    assert [line for line in lines if line.startswith(" ")] == []


def test_a_page_is_read_in_words_also_where_that_fails(ask, site, asked):
    calls = [
        ("read_page", {"url": f"{site}/story"}),
        ("read_page", {"url": f"{site}/private"}),
        ("read_page", {"url": f"{site}/missing"}),
        ("read_page", {"url": f"{site}/wall"}),
        ("read_page", {"url": "file:///etc/passwd"}),
        ("read_page", {"url": f"{site}/story", "page": 7}),
        ("clean_html", {"html": "<title>Mine</title><article>" + "<p>Words of a text.</p>" * 9}),
    ]
    story, private, missing, wall, file, seventh, mine = ask(calls, "--allow-private")
    assert story[0].startswith(
        f"Source: {site}/story\n\n# Council rebuilds the pier\n\nThe harbour"
    )
    assert not story[1]
    assert private[1] and "robots.txt asks us not to" in private[0]
    assert "/private" not in asked
    assert missing[1] and "HTTP status 404" in missing[0]
    assert wall[1] and "no article (block_page)" in wall[0]
    assert file[1] and "only http and https" in file[0]
    assert seventh[1] and "there is no page 7; the text has 1" in seventh[0]
    assert mine[0].startswith("# Mine\n\nWords of a text.")
    assert not mine[1]


def test_a_long_page_comes_by_the_page_of_one_request(ask, site, asked):
    asked.clear()
    url = f"{site}/long"
    calls = [("read_page", {"url": url, "page": number}) for number in (1, 2, 3)]
    texts = [text for text, _ in ask(calls, "--allow-private")]
    assert "page=2 reads on" in texts[0]
    assert asked.count("/long") == 1
    assert len(set(texts)) == 3


def test_addresses_of_this_machine_are_refused_by_default(ask, site):
    ((text, failed),) = ask([("read_page", {"url": f"{site}/story"})])
    assert failed
    assert "is not a public address" in text
