"""Full-text index of a store."""
