def begin_items(
    blocks: list[int],
    element_of: list[int],
    tags: list[str],
    parents: list[int],
    firsts: list[int],
) -> set[int]: ...
