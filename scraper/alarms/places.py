"""Whether two places of article text are of one template."""

ALIKE = 0.3  # share of the names around the text that two places of one template have in common
"""Of 120 pairs of real sites none that calls the element alike has more than 0.22 of them; pages of
one template have 0.3 and more, also where a blog names each article's categories there."""


def is_alike(one: str, two: str) -> bool:
    """Say whether the elements that hold the text have similar names in both, and those around them are
    not all different."""
    if one == two:
        return True
    first, second = _names(one), _names(two)
    if not first[-1] & second[-1]:
        return False
    some, others = frozenset().union(*first), frozenset().union(*second)
    return len(some & others) >= ALIKE * len(some | others)


def _names(place: str) -> list[frozenset[str]]:
    """Return the names of each element; its tag if it has no name."""
    levels = (level.split(".") for level in place.split(">"))
    return [frozenset(names[1:] or names) for names in levels]
