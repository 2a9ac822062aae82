"""The cases of the reference parser of RFC 9309 (google/robotstxt, robots_test.cc), as a table.

Each row has a file, the name of a crawler, what it may fetch and what it may not. Left out are
cases of the reference's own helpers: counting lines and directives, and the path of a URL.
`DIFFERENCES` are its cases in which we decide otherwise, each with the reason.
"""

from datetime import UTC, datetime

import pytest

from scraper.fetch.robots import rules_of
from scraper.models.page import RobotsFile
from scraper.urls import normal

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LONGEST_LINE = 2083 * 8  # bytes; the reference cuts longer ones
FOO = "User-agent: FooBot\n"
GROUPS = (
    "allow: /foo/bar/\n\nuser-agent: FooBot\ndisallow: /\nallow: /x/\nuser-agent: BarBot\n"
    "disallow: /\nallow: /y/\n\n\nallow: /w/\nuser-agent: BazBot\n\nuser-agent: FooBot\n"
    "allow: /z/\ndisallow: /\n"
)
FISH = ("/fish", "/fish.html", "/fish/salmon.html", "/fishheads", "/fishheads/yummy.html",
        "/fish.html?id=anything")  # fmt: skip
NOT_FISH = ("/bar", "/Fish.asp", "/Fish.bar", "/catfish", "/?id=fish")
LONG = "/x/" + "a" * (LONGEST_LINE - len("allow: /x/"))

# what is tested, the file, the crawler, what is allowed, what is not
CASES = [
    ("an empty file", "", "FooBot", ("/",), ()),
    ("a closed site", FOO + "disallow: /\n", "FooBot", (), ("/",)),
    ("a rule", FOO + "disallow: /\n", "FooBot", (), ("/x/y",)),
    ("unknown words", "foo: FooBot\nbar: /\n", "FooBot", ("/x/y",), ()),
    ("missing colons", "user-agent FooBot\ndisallow /\n", "FooBot", (), ("/x/y",)),
    ("groups that merge", GROUPS, "FooBot", ("/x/b", "/z/d"), ("/y/c", "/foo/bar/")),
    ("a group of its own", GROUPS, "BarBot", ("/y/c", "/w/a"), ("/z/d", "/foo/bar/")),
    ("a group that is shared", GROUPS, "BazBot", ("/z/d",), ("/foo/bar/",)),
    *(
        (f"words in any case: {words[0]}", "{}: FooBot\n{}: /x/\n{}: /\n".format(*words),
         "FooBot", ("/x/y",), ("/a/b",))
        for words in (("USER-AGENT", "ALLOW", "DISALLOW"), ("user-agent", "allow", "disallow"),
                      ("uSeR-aGeNt", "AlLoW", "dIsAlLoW"))
    ),
    *(
        (f"names in any case: {name}, {us}", f"User-Agent: {name}\nAllow: /x/\nDisallow: /\n",
         us, ("/x/y",), ("/a/b",))
        for name in ("FOO BAR", "foo bar", "FoO bAr")
        for us in ("Foo", "foo")
    ),
    ("a name ends at a space",
     "User-Agent: *\nDisallow: /\nUser-Agent: Foo Bar\nAllow: /x/\nDisallow: /\n",
     "Foo", ("/x/y",), ()),
    ("nobody is named", "", "FooBot", ("/x/y",), ()),
    ("we are named", "user-agent: *\nallow: /\nuser-agent: FooBot\ndisallow: /\n",
     "FooBot", (), ("/x/y",)),
    ("all are named", "user-agent: *\nallow: /\nuser-agent: FooBot\ndisallow: /\n",
     "BarBot", ("/x/y",), ()),
    ("others are named",
     "user-agent: FooBot\nallow: /\nuser-agent: BarBot\ndisallow: /\nuser-agent: BazBot\ndisallow: /\n",
     "QuxBot", ("/x/y",), ()),
    ("a path in lower case", FOO + "disallow: /x/\n", "FooBot", (), ("/x/y",)),
    ("a path in upper case", FOO + "disallow: /X/\n", "FooBot", ("/x/y",), ()),
    ("longest match: disallow", FOO + "disallow: /x/page.html\nallow: /x/\n",
     "FooBot", (), ("/x/page.html",)),
    ("longest match: allow", FOO + "allow: /x/page.html\ndisallow: /x/\n",
     "FooBot", ("/x/page.html",), ("/x/",)),
    ("equals that are empty", FOO + "disallow: \nallow: \n", "FooBot", ("/x/page.html",), ()),
    ("equals", FOO + "disallow: /\nallow: /\n", "FooBot", ("/x/page.html",), ()),
    ("with a slash at the end", FOO + "disallow: /x\nallow: /x/\n", "FooBot", ("/x/",), ("/x",)),
    ("longer equals", FOO + "disallow: /x/page.html\nallow: /x/page.html\n",
     "FooBot", ("/x/page.html",), ()),
    ("longest match: a pattern", FOO + "allow: /page\ndisallow: /*.html\n",
     "FooBot", ("/page",), ("/page.html",)),
    ("longest match: against a pattern", FOO + "allow: /x/page.\ndisallow: /*.html\n",
     "FooBot", ("/x/page.html",), ("/x/y.html",)),
    ("our group goes before that of all",
     "User-agent: *\nDisallow: /x/\nUser-agent: FooBot\nDisallow: /y/\n",
     "FooBot", ("/x/page",), ("/y/page",)),
    ("a query with a URL",
     FOO + "Disallow: /\nAllow: /foo/bar?qux=taz&baz=http://foo.bar?tar&par\n",
     "FooBot", ("/foo/bar?qux=taz&baz=http://foo.bar?tar&par",), ()),
    ("a letter of three bytes", FOO + "Disallow: /\nAllow: /foo/bar/ツ\n",
     "FooBot", ("/foo/bar/%E3%83%84",), ()),
    ("the same, encoded", FOO + "Disallow: /\nAllow: /foo/bar/%E3%83%84\n",
     "FooBot", ("/foo/bar/%E3%83%84",), ()),
    ("encoded without need", FOO + "Disallow: /\nAllow: /foo/bar/%62%61%7A\n",
     "FooBot", ("/foo/bar/%62%61%7A",), ()),
    ("a star", FOO + "Disallow: /foo/bar/quz\nAllow: /foo/*/qux\n",
     "FooBot", ("/foo/quz", "/foo//quz", "/foo/bax/quz"), ("/foo/bar/quz",)),
    ("a dollar", FOO + "Disallow: /foo/bar$\nAllow: /foo/bar/qux\n",
     "FooBot", ("/foo/bar/qux", "/foo/bar/", "/foo/bar/baz"), ("/foo/bar",)),
    ("a comment", FOO + "# Disallow: /\nDisallow: /foo/quz#qux\nAllow: /\n",
     "FooBot", ("/foo/bar",), ("/foo/quz",)),
    ("index.html", "User-Agent: *\nAllow: /allowed-slash/index.html\nDisallow: /\n",
     "foobot", ("/allowed-slash/index.html", "/allowed-slash/"), ("/allowed-slash/index.htm", "/anyother-url")),
    ("a long line is no other rule", FOO + f"disallow: {LONG}/qux\n", "FooBot", ("/fux",), ()),
    ("a long line", FOO + f"disallow: /\nallow: {LONG}/qux\n",
     "FooBot", (f"{LONG}/qux",), ("/",)),
    ("/fish", FOO + "disallow: /\nallow: /fish\n", "FooBot", FISH, NOT_FISH),
    ("/fish*", FOO + "disallow: /\nallow: /fish*\n", "FooBot", FISH, NOT_FISH),
    ("/fish/", FOO + "disallow: /\nallow: /fish/\n", "FooBot",
     ("/fish/", "/fish/salmon", "/fish/?salmon", "/fish/salmon.html", "/fish/?id=anything"),
     ("/bar", "/fish", "/fish.html", "/Fish/Salmon.html")),
    ("/*.php", FOO + "disallow: /\nallow: /*.php\n", "FooBot",
     ("/filename.php", "/folder/filename.php", "/folder/filename.php?parameters",
      "//folder/any.php.file.html", "/filename.php/", "/index?f=filename.php/"),
     ("/bar", "/php/", "/index?php", "/windows.PHP")),
    ("/*.php$", FOO + "disallow: /\nallow: /*.php$\n", "FooBot",
     ("/filename.php", "/folder/filename.php"),
     ("/bar", "/filename.php?parameters", "/filename.php/", "/filename.php5", "/php/",
      "/filename?php", "/aaaphpaaa", "//windows.PHP")),
    ("/fish*.php", FOO + "disallow: /\nallow: /fish*.php\n", "FooBot",
     ("/fish.php", "/fishheads/catfish.php?parameters"), ("/bar", "/Fish.PHP")),
    ("precedence: longer", FOO + "allow: /p\ndisallow: /\n", "FooBot", ("/page",), ()),
    ("precedence: equal", FOO + "allow: /folder\ndisallow: /folder\n",
     "FooBot", ("/folder/page",), ()),
    ("precedence: a pattern", FOO + "allow: /page\ndisallow: /*.htm\n",
     "FooBot", (), ("/page.htm",)),
    ("precedence: the home page", FOO + "allow: /$\ndisallow: /\n",
     "FooBot", ("/",), ("/page.html",)),
    *(
        (f"line ends: {end!r}", FOO.replace("\n", end) + f"Disallow: /a{end}{end}Allow: /a/b",
         "FooBot", ("/a/b", "/c"), ("/a",))
        for end in ("\n", "\r\n", "\r")
    ),
    *(
        (f"a byte order mark, its first {size} bytes",
         "\ufeff".encode()[:size] + (FOO + "Disallow: /\n").encode(), "FooBot", (), ("/a",))
        for size in (1, 2, 3)
    ),
    ("another mark", b"\xef\x11\xbf" + (FOO + "Disallow: /\n").encode(), "FooBot", ("/a",), ()),
    ("a byte order mark further down", FOO + "\ufeffDisallow: /\n", "FooBot", ("/a",), ()),
    ("a sitemap between", FOO + "Sitemap: http://foo.bar/sitemap.xml\nDisallow: /\n",
     "FooBot", (), ("/a",)),
]  # fmt: skip

# reason, file, crawler, path, what the reference says; we say the contrary
DIFFERENCES = [
    ("a crawler's name has no space: we ask as Foo",
     "User-Agent: *\nDisallow: /\nUser-Agent: Foo Bar\nAllow: /x/\nDisallow: /\n",
     "Foo Bar", "/x/y", False),
    ("URLs are encoded before they are compared, as RFC 9309 says",
     FOO + "Disallow: /\nAllow: /foo/bar/ツ\n", "FooBot", "/foo/bar/ツ", False),
    ("URLs are encoded before they are compared, as RFC 9309 says",
     FOO + "Disallow: /\nAllow: /foo/bar/%E3%83%84\n", "FooBot", "/foo/bar/ツ", False),
    ("%62%61%7A is baz, as RFC 9309 says",
     FOO + "Disallow: /\nAllow: /foo/bar/%62%61%7A\n", "FooBot", "/foo/bar/baz", False),
    ("long lines are read whole; no URL of ours is as long",
     FOO + f"disallow: {LONG}/qux\n", "FooBot", f"{LONG}/fux", False),
    ("long lines are read whole; no URL of ours is as long",
     FOO + f"disallow: /\nallow: {LONG}/qux\n", "FooBot", f"{LONG}/fux", True),
]  # fmt: skip


def allows(text, crawler, path):
    body = text if isinstance(text, bytes) else text.encode()
    url = normal(f"http://foo.bar{path}")  # as all URLs are before they are asked for
    return rules_of(RobotsFile("http://foo.bar", NOW, 200, body), crawler).allows(url)


ROWS = [
    pytest.param(text, crawler, path, verdict, id=f"{name}: {path[:40]}")
    for name, text, crawler, yes, no in CASES
    for verdict, paths in ((True, yes), (False, no))
    for path in paths
]


@pytest.mark.parametrize(("text", "crawler", "path", "verdict"), ROWS)
def test_verdicts_are_those_of_the_reference(text, crawler, path, verdict):
    assert allows(text, crawler, path) is verdict


@pytest.mark.parametrize(("reason", "text", "crawler", "path", "verdict"), DIFFERENCES)
def test_differences_are_still_there(reason, text, crawler, path, verdict):
    assert allows(text, crawler, path) is not verdict, reason
