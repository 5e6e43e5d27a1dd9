"""A page as a browser reads it."""

from html.parser import HTMLParser


class Page(HTMLParser):
    """The tags of a page, what its links lead to, what its fields hold, and the words on it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.values: list[str | None] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("href", "src")]
        self.values += [value for name, value in attrs if name == "value"]

    def handle_data(self, data: str) -> None:
        self.words += data
