"""What stands beside a block: the box it shares with a picture."""

import numpy as np

from scraper.extraction.features.beside import MANY_IN_BOX, picture_boxes


def test_a_caption_shares_a_small_box_with_its_picture() -> None:
    parents = [-1, 0, 1, 0]  # body > (box > caption), paragraph
    boxes = picture_boxes([True, True, False, False], parents, np.array([9, 1, 1, 1]))
    assert boxes.tolist() == [9, 1, 1, 9]


def test_a_big_box_and_a_page_without_pictures_say_the_same() -> None:
    assert picture_boxes([True], [-1], np.array([500])).tolist() == [MANY_IN_BOX]
    assert picture_boxes([False], [-1], np.array([3])).tolist() == [MANY_IN_BOX]
