"""`make bench-page`: put the last kept run, and the one before it, into docs/performance.md."""

from tests.bench.page.made import PAGE, PLOTS, made
from tests.made_parts import with_parts

if __name__ == "__main__":
    tables, plots = made()
    PAGE.write_text(with_parts(PAGE.read_text(encoding="utf-8"), tables), encoding="utf-8")
    PLOTS.mkdir(exist_ok=True)
    for name, svg in plots.items():
        (PLOTS / f"{name}.svg").write_text(svg, encoding="utf-8")
