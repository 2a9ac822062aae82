"""WARC segments, written and read back."""
