"""Bytes to text: character sets and content encodings."""
