"""What Textual itself would send, to compare with."""

STOCK_FRAME, STOCK_KEY = 19_503, 1_059
"""Bytes of a stock Textual form at 80 by 24 in true colour: its first picture, and a key of its
password."""
