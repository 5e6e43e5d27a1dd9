"""The journey of one account and the queue of several: no screen, no network of its own."""
