"""The shape of the project: what has to fit together though no other test would notice."""

import ast
import inspect
import re
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from textual.screen import Screen

from api_client.version import VERSION
from tests.checkout import ROOT
from tui.app import textual_private as private

PACKAGES = ("api_client", "mock_server", "tui", "unify_mock_pytest")
SCREENS = ROOT / "tui" / "app" / "screens"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def sources(*folders: str) -> list[Path]:
    """Every Python file in the folders."""
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def from_root(path: Path) -> str:
    """A path as one would type it in the checkout."""
    return str(path.relative_to(ROOT))


# Screens


@pytest.mark.parametrize("path", sorted(SCREENS.glob("*.py")), ids=lambda path: path.stem)
def test_every_screen_wears_its_own_styles(path: Path) -> None:
    modules = {
        each.stem: import_module(f"tui.app.screens.{each.stem}") for each in SCREENS.glob("*.py")
    }
    module = modules[path.stem]
    screens = [
        value
        for value in vars(module).values()
        if inspect.isclass(value)
        and issubclass(value, Screen)
        and value.__module__ == module.__name__
    ]
    for screen in screens:
        if "compose_body" in vars(screen) and not screen.__subclasses__():
            assert "CSS_PATH" in vars(screen), f"{screen.__name__} has no styles"
        if "CSS_PATH" in vars(screen):
            assert vars(screen)["CSS_PATH"] == f"{path.stem}.tcss"
    assert path.with_suffix(".tcss").exists() == any("CSS_PATH" in vars(each) for each in screens)


def test_every_style_sheet_has_its_screen() -> None:
    assert [
        path.name for path in SCREENS.glob("*.tcss") if not path.with_suffix(".py").exists()
    ] == []


# What screens draw

DRAWING = {"Static", "Label", "Button", "Option", "OptionList", "Markdown", "RichLog", "Digits"}
"""Widgets that take text as it is. StatusLine, FactList, ChoiceList and the like clean it themselves."""

OURS_ALONE = {
    ("tui/app/screens/too_small.py", "two numbers and a key of ours"),
    ("tui/app/screens/problem.py", "subject and text of our own draft, on lines of their own"),
}
"""Files with one composed text that holds nothing from outside, and what it is."""


def composed_texts(source: str) -> list[str]:
    """Texts put together and then handed to a widget that does not clean them."""
    return [
        ast.unparse(text)
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        if call.func.id in DRAWING
        for text in call.args[:1]
        if isinstance(text, ast.JoinedStr | ast.BinOp)
        or (
            isinstance(text, ast.Call)
            and isinstance(text.func, ast.Attribute)
            and text.func.attr in ("format", "join")
        )
    ]


@pytest.mark.parametrize("path", sources("tui"), ids=from_root)
def test_what_is_composed_is_made_harmless_before_it_is_drawn(path: Path) -> None:
    found = composed_texts(path.read_text(encoding="utf-8"))
    expected = [reason for name, reason in OURS_ALONE if name == from_root(path)]
    assert len(found) == len(expected), found


def test_a_composed_text_is_found() -> None:
    assert composed_texts('Static(f"{account.first_name}")')
    assert composed_texts('Button(_("Call {name}").format(name=name), id="call")')
    assert composed_texts('Label("Hello " + name)')
    assert not composed_texts('Static(safe_text(f"{account.first_name}"), id="whose")')
    assert not composed_texts('Static(_("Your account"), markup=False)')


@pytest.mark.parametrize("path", sources("tui"), ids=from_root)
def test_no_static_reads_markup_and_nothing_is_said_in_a_toast_alone(path: Path) -> None:
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        assert name not in ("notify", "from_markup"), ast.unparse(call)
        if name in ("Static", "Label"):
            cleaned = call.args and ast.unparse(call.args[0]).startswith(("safe_text(", "Content"))
            plain = any(
                word.arg == "markup" and ast.unparse(word.value) == "False"
                for word in call.keywords
            )
            assert cleaned or plain, ast.unparse(call)


# Locked versions


def locked(name: str) -> dict[str, str]:
    """The requirements of a lock file: name to everything that is said of it."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    entries = re.split(r"^(?=[A-Za-z0-9])", re.sub(r"^ *#.*\n", "", text, flags=re.M), flags=re.M)
    return {entry.partition("==")[0]: entry for entry in entries if entry.strip()}


def pinned(requirements: dict[str, str], name: str) -> str:
    """The version a lock file gives."""
    return requirements[name].partition("==")[2].split()[0]


@pytest.mark.parametrize("name", ["run", "dev", "dist", "pytest-9"])
def test_a_lock_gives_one_version_and_its_hashes_for_each_package(name: str) -> None:
    requirements = locked(name)
    assert requirements
    for package, entry in requirements.items():
        assert re.match(rf"{re.escape(package)}==\S+( ; [^\\]+)? \\\n", entry), entry
        assert "--hash=sha256:" in entry, package


def test_the_development_lock_has_the_very_versions_the_program_runs_with() -> None:
    run, dev = locked("run"), locked("dev")
    assert {name: pinned(dev, name) for name in run} == {name: pinned(run, name) for name in run}


def test_the_locks_hold_every_dependency() -> None:
    wanted = {re.split("[=<>]", text)[0] for text in PROJECT["dependencies"]}
    assert wanted <= set(locked("run"))
    extra = {re.split("[=<>]", text)[0] for text in PROJECT["optional-dependencies"]["dev"]}
    assert extra <= set(locked("dev"))


def test_what_draws_is_pinned_to_the_same_version_everywhere() -> None:
    run = locked("run")
    for name in ("textual", "rich", "zxcvbn"):
        assert f"{name}=={pinned(run, name)}" in PROJECT["dependencies"]
    textual = pinned(run, "textual")
    assert f"Textual {textual}." in (private.__doc__ or "")
    pictures = (ROOT / "tests" / "ui" / "conftest.py").read_text(encoding="utf-8")
    assert f'TAKEN_WITH = "{textual}"' in pictures


# What goes with a release


def test_the_version_stands_in_one_place() -> None:
    # The editable copy here, the wheel and what is sent to servers are made of it.
    spelled = re.compile(rf"[\"' /]{re.escape(VERSION)}[\"'\\]")
    ours = [ROOT / "pyproject.toml", ROOT / "Makefile", *sources(*PACKAGES)]
    ours += (ROOT / "tui" / "locale").rglob("*.po")
    assert [from_root(path) for path in ours if spelled.search(path.read_text("utf-8"))] == [
        "api_client/version.py"
    ]


def test_the_changelog_tells_of_this_version() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^## \[{re.escape(VERSION)}\]", changelog, re.M)
    assert re.search(r"^## \[Unreleased\]", changelog, re.M)


def test_links_between_our_pages_lead_somewhere() -> None:
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("requirements/*.md")]:
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_links_to_a_heading_lead_to_one() -> None:
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/*/*.md")]:
        links = re.findall(r"\]\((?!https?:)([^)#]*)#([^)]+)\)", page.read_text(encoding="utf-8"))
        for target, anchor in links:
            text = (page.parent / target if target else page).read_text(encoding="utf-8")
            headings = re.findall(r"^#+ (.+)$", text, re.M)
            assert anchor in map(anchor_of, headings), f"{page.name}: {target}#{anchor}"


def anchor_of(heading: str) -> str:
    """What leads to a heading, as GitHub and others make it."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def test_every_command_the_pages_name_is_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.M))
    for page in ROOT.glob("*.md"):
        named = set(re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8")))
        assert named <= targets, page.name


def test_the_machine_that_checks_runs_what_everyone_runs() -> None:
    script = ROOT / ".ci" / "run"
    assert re.search(r"^(CI=true )?make test$", script.read_text(encoding="utf-8"), re.M)
    assert script.stat().st_mode & 0o111
