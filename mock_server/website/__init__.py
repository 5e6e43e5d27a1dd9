"""The pages a browser finds here."""
