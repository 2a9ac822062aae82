"""Articles in text without markup."""
