"""Examine, mend and shrink a store."""
