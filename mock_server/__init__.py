"""The service testers run: it behaves like the real one, its failures included."""
