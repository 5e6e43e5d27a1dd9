"""Everything the mock remembers."""
