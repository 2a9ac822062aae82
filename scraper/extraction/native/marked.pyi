from selectolax.lexbor import LexborHTMLParser, LexborNode

from scraper.extraction.dom.head_nodes import HeadNode
from scraper.extraction.native.tree import Marks

def marked_nodes(
    tree: LexborHTMLParser, root: LexborNode | None, marks: Marks | None = None
) -> tuple[list[tuple[str, str]], list[HeadNode]]: ...
def byline_nodes(tree: LexborHTMLParser, root: LexborNode | None) -> list[HeadNode]: ...
