"""The parser's room: the only place that touches selectolax."""
