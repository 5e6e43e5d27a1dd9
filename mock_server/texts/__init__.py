"""The server's words in German and English."""
