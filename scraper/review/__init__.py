"""`scraper review`: the store, its fixtures, rules and runs as a local web page. Owns Starlette and
uvicorn; part of the `review` extra.

    browser -> connections -> middleware (security) -> app: VIEWS -> a view -> views.render: HTML
                                                       |-> store.search: the list of all pages
                                                       |-> workers: tasks on one page, in a process
                                                       +-> jobs: work over many pages, in a thread
    iframe  -> connections -> middleware (security) -> app: one stored page, on a port of its own

A view does what a command does, by the same code, and names the command. GET changes nothing;
what changes files is in `fixtures.origin` and `pipelines.rule_trial`.
"""
