"""All that is made of the kept runs, and where it goes."""

from tests.bench.kept.runs import newest
from tests.bench.page.plots import made_plots
from tests.bench.page.tables import made_tables
from tests.checkout import ROOT

PAGE = ROOT / "docs" / "performance.md"
PLOTS = ROOT / "docs" / "plots"


def made() -> tuple[dict[str, str], dict[str, str]]:
    """The parts of the page and the plots, each by its name."""
    before, last = newest()
    return made_tables(before, last), made_plots(last)
