"""What a page of HTML says of itself, as the house rules need it."""

from html.parser import HTMLParser


class Outline(HTMLParser):
    """What a page says of itself: its language, title, headings, identities, images and labels."""

    def __init__(self, html: str) -> None:
        """Read the page."""
        super().__init__()
        self.lang = ""
        self.title = ""
        self.headings: list[int] = []
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.bare_images = 0
        self.tables = self.captions = self.mains = 0
        self._in_title = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what matters of an element."""
        given = dict(attrs)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name[:2] == "on"]
        self.inline += [tag] if tag == "style" or (tag == "script" and "src" not in given) else []
        self.lang = given.get("lang") or "" if tag == "html" else self.lang
        self.tables += tag == "table"
        self.captions += tag == "caption"
        self.mains += tag == "main"
        self.bare_images += tag == "img" and "alt" not in given
        self.headings += [int(tag[1])] if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else []
        self._in_title = tag == "title" and not self.title

    def handle_data(self, data: str) -> None:
        """Keep the title's text; the first title is the page's, later ones belong to images."""
        if self._in_title:
            self.title += data.strip()
            self._in_title = False
