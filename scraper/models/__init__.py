"""The frozen values that cross the borders between packages, one module a noun."""
