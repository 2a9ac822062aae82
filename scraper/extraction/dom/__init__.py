"""The parsed page: the only package that touches selectolax."""
