"""WARC and WACZ of ours and others, out and in."""
