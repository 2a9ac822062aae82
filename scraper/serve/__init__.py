"""The extraction as a web service: for other languages, feed readers and automation.

connection -> Gate (token, host) -> view -> body or URL -> Fetcher -> WorkerThreads -> answer
"""
