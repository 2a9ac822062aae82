"""Texts that a page carries without showing them: in JSON-LD, templates and the data of its scripts."""
