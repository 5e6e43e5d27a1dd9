"""`make backend-page`: make the generated parts of docs/backend.md anew."""

import asyncio

from tests.backend_page.parts import PAGE, made_parts
from tests.made_parts import with_parts

if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    made = with_parts(page, asyncio.run(made_parts()))
    print(f"docs/{PAGE.name}: {'as it was' if made == page else 'made anew'}")
    PAGE.write_text(made, encoding="utf-8")
