"""Placeholder Latin that stands in place of a text behind a wall."""

import numpy as np
import numpy.typing as npt

from scraper.extraction.features.blocks import flagged
from scraper.extraction.features.page_features import PageFeatures
from scraper.extraction.native import IS_NATIVE

PLACEHOLDER = "placeholder"
FILLER = 0.6  # of a paragraph's words; texts in Spanish and Portuguese have up to .1
MIN_WORDS = 6  # of a line that is judged
OFFER_WORDS = 30.0  # kept below placeholders, in no paragraph

_CICERO = """a ab accusamus accusantium ad adipisci adipiscing adipisicing alias aliqua aliquam aliquet aliquid aliquip
    amet animi anim aperiam architecto asperiores aspernatur assumenda at atque aut aute autem beatae blanditiis
    cillum commodi commodo consectetur consequat consequatur consequuntur corporis corrupti culpa cum cumque
    cupidatat cupiditate debitis delectus deleniti deserunt dicta dignissimos distinctio do dolor dolore dolorem
    doloremque dolores doloribus dolorum ducimus duis ea eaque earum eius eiusmod eleifend eligendi elit enim eos
    error esse est et eum eveniet ex excepteur excepturi exercitation exercitationem expedita explicabo facere
    facilis fuga fugiat fugit fusce harum hic id illo illum impedit in incididunt incidunt inventore ipsa ipsam
    ipsum irure iste itaque iure iusto labore laboriosam laboris laborum laudantium lectus libero lorem magna magnam
    magni maiores maecenas massa mattis maxime minim minima minus modi molestiae molestias mollit mollitia morbi nam
    natus necessitatibus nemo neque nesciunt nihil nisi nobis non nostrud nostrum nulla numquam occaecat occaecati
    odio odit officia officiis omnis optio pariatur pellentesque perferendis perspiciatis phasellus placeat porro
    possimus praesentium proident provident quae quaerat quam quas quasi qui quia quibusdam quidem quis quisquam quo
    quod quos ratione recusandae reiciendis rem repellat repellendus reprehenderit repudiandae rerum saepe sapiente
    sed sequi sint sit sollicitudin soluta sunt suscipit suspendisse tempor tempora tempore temporibus tenetur totam
    turpis ullam ullamco unde ut vel velit veniam veritatis vero vestibulum vitae vivamus voluptas voluptate voluptatem
    voluptates voluptatibus voluptatum"""
_GENERATED = """accumsan aenean aliquet ante arcu auctor augue bibendum blandit condimentum congue convallis cras curabitur
    cursus dapibus diam dictum donec efficitur egestas eget etiam euismod faucibus felis fermentum feugiat finibus
    gravida habitasse hendrerit iaculis imperdiet integer interdum justo lacinia lacus laoreet lectus leo ligula lobortis
    luctus malesuada mauris metus mi molestie nec neque nibh nisl nullam nunc orci ornare pharetra placerat platea
    porta porttitor posuere potenti praesent pretium proin pulvinar purus quisque rhoncus risus rutrum sagittis sapien
    scelerisque sem semper sodales tellus tempus tincidunt tortor tristique ullamcorper ultrices ultricies urna
    varius vehicula vel venenatis viverra volutpat vulputate"""
WORDS = frozenset((*_CICERO.split(), *_GENERATED.split()))
"""The words of the two passages of Cicero from which generators of placeholders draw, and those that they add."""


def placeholders(
    view: PageFeatures, kept: npt.NDArray[np.bool_], _score: npt.NDArray[np.float32]
) -> list[int]:
    """Return the paragraphs of placeholder words in which a text of other words ends, and the few words
    of an offer below them."""
    out: list[int] = []
    below: list[int] = []  # lines since the last placeholder, which may be of the text
    for i in reversed(flagged(kept)):
        if is_filler(view, i):
            out += [*below, i]
            below = []
        elif view.good[i]:
            return out
        else:
            below.append(i)
            if not out and float(view.words[below].sum()) > OFFER_WORDS:
                return []
    return []  # a page of nothing else shows them on purpose


def is_filler(view: PageFeatures, block: int, *, native: bool = IS_NATIVE) -> bool:
    """Say whether most words of a block are those of a placeholder, or runs of "x"."""
    line, of_lines = int(view.lines.line[block]), view.lines.words
    if native:
        return compiled.is_filler(of_lines.compiled, line)
    words = of_lines[line]
    if len(words) < MIN_WORDS:
        return False
    left, needed = len(words), FILLER * len(words)
    for word in words:
        if word not in WORDS and word.strip("x"):
            left -= 1
            if left < needed:
                return False
    return True


if IS_NATIVE:  # last, as they read what stands above
    from scraper.extraction.native import kept as compiled
