"""`scraper review`: the store, its fixtures, rules and runs as a local web page. Owns Starlette and
uvicorn; part of the `review` extra.

    browser -> guard (security) -> app: routes -> a view of a topic -> views.render: HTML
                                                  |-> catalogue: what pages there are, searched
                                                  |-> desk: one page's work, in a process
                                                  +-> jobs: work over many pages, in a thread
    frame   -> guard (security) -> stored: one stored page, still, on a port of its own

A view does what a command does, by the same code, and names the command. Reading changes nothing;
what changes files (fixtures, rules) is `casework` and `ruletrial`.
"""
