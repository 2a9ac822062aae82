"""Tools for language models, by the Model Context Protocol: read pages, search and read the store.

client -> server (the protocol) -> tools (what each does) -> paging (so much at a time)
"""
