"""Threads as the programs of boards write them: each post whole, and nothing of what stands around it."""

import pytest

import scraper

CODE = "while True:\n    ring()\n    wait(60)"
POSTS = (
    f"<p>My script stops after a minute and I cannot see why. Here is the loop that rings the bell:</p><pre><code>{CODE}</code></pre>",
    "<p>You never read the clock again. Move it into the loop.</p>",
    "<p>Thanks, works now.</p>",
)
TEXT = (
    "My script stops after a minute and I cannot see why. Here is the loop that rings the bell:",
    CODE,
    "You never read the clock again. Move it into the loop.",
    "Thanks, works now.",
)
SIGNED = "Ringing since 1988 and not tired of it yet."
BOARDS = {
    "XenForo": (
        "https://tower.example/threads/bell-stops.12/",
        "<article class='message message--post'><section class='message-user'><h4><a href='/u'>ringer</a></h4><h5>Member</h5></section>"
        "<div class='message-main'><header class='message-attribution'><time>May 1, 2024</time> #{i}</header>"
        "<article class='message-body'><div class='bbWrapper'>{post}</div></article>"
        f"<aside class='message-signature'><div class='bbWrapper'>{SIGNED}</div></aside><a href='/r'>Reply</a></div></article>",
    ),
    "vBulletin 3": (
        "https://tower.example/showthread.php?t=12",
        "<table id='post{i}'><tr><td>05-01-2024, 10:00 AM</td><td>#{i}</td></tr><tr><td><a href='/u'>ringer</a><div>Member</div></td>"
        "<td id='td_post_{i}'><div><strong>Bell stops</strong></div><div id='post_message_{i}'>{post}</div>"
        f"<div>__________________<br>{SIGNED}</div></td></tr></table>",
    ),
    "vBulletin 4": (
        "https://tower.example/showthread.php?t=12",
        "<li class='postbit'><span class='postdate'>05-01-2024</span><div class='userinfo'><a href='/u'>ringer</a> Senior Member</div>"
        "<div class='postbody'><h2>Bell stops</h2><div class='content'><div id='post_message_{i}'><blockquote class='postcontent'>{post}"
        f"</blockquote></div></div><blockquote class='signature'>{SIGNED}</blockquote></div></li>",
    ),
    "MyBB": (
        "https://tower.example/thread-12.html",
        "<div class='post'><div class='post_author'><a href='/u'>ringer</a><br>Posts: 12</div><div class='post_content'>"
        "<div class='post_head'>05-01-2024, 10:00 AM</div><div class='post_body' id='pid_{i}'>{post}</div>"
        f"<div class='signature'>{SIGNED}</div></div></div>",
    ),
    "SMF": (
        "https://tower.example/community/index.php?topic=12.0",
        "<div class='windowbg'><div class='poster'><h4>ringer</h4></div><div class='postarea'>"
        "<div class='postinfo'>Reply #{i} on May 1, 2024</div><div class='post'><div class='inner' id='msg_{i}'>{post}</div></div></div>"
        f"<div class='signature'>{SIGNED}</div></div>",
    ),
    "Discuz": (
        "https://bbs.tower.example/thread-12-1-1.html",
        "<table id='pid{i}'><tr><td><a href='/u'>ringer</a></td><td><em>2024-5-1 10:00</em><table><tr><td class='t_f' "
        f"id='postmessage_{{i}}'>{{post}}</td></tr></table></td></tr><tr><td><div class='sign'>{SIGNED}</div></td></tr></table>",
    ),
    "old Reddit": (
        "https://old.reddit.example/r/bells/comments/12/bell_stops/",
        "<div class='entry'><p class='tagline'><a href='/u'>ringer</a> 12 points</p><div class='usertext-body'>{post}</div>"
        "<ul><li><a href='/p'>permalink</a></li></ul></div>",
    ),
    "Hacker News": (
        "https://news.bells.example/item?id=12",
        "<table><tr><td><div><a href='/u'>ringer</a> 2 hours ago | <a href='#n'>next</a></div><div class='comment'>"
        "<div class='commtext c00'>{post}</div><div class='reply'><a href='/r'>reply</a></div></div></td></tr></table>",
    ),
    "Hacker News, what was asked": (
        "https://news.bells.example/item?id=12",
        "<table><tr><td>12 points by <a href='/u'>ringer</a> 2 hours ago</td></tr>"
        "<tr><td><div class='toptext'>{post}</div></td></tr></table>",
    ),
    "GitLab": (
        "https://git.example/tower/bells/-/issues/12",
        "<li class='note'><div class='note-header'><a href='/u'>ringer</a> May 1, 2024</div><div class='note-body'>"
        "<div class='note-text md'>{post}</div></div></li>",
    ),
}  # fmt: skip


@pytest.mark.parametrize("board", BOARDS)
def test_each_post_is_whole_and_nothing_around_it_is_text(board: str) -> None:
    url, frame = BOARDS[board]
    posts = "".join(frame.format(i=i, post=post) for i, post in enumerate(POSTS, 1))
    page = (
        f"<title>Bell stops | Tower board</title><header><a href='/'>Tower board</a></header><h1>Bell stops</h1>{posts}"
        "<div><h3>Similar threads</h3><ul><li><a href='/threads/3/'>How loud are your bells at night?</a></li></ul></div>"
    )
    found = scraper.extract(page, url=url)
    assert found.status == "forum"
    assert [block.text for block in found.blocks if block.kept] == list(TEXT)
