"""What is built for pages: our own colours and font, nothing that is GOV.UK's alone, nothing missing."""

import re
import shutil
from pathlib import Path

import pytest

from openmappa.foundation.ui import assets

FONTS = re.compile(r"font-family:[^;}]*")
ROOT = Path(assets.__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The static files, built in a copy of the sources."""
    if not (ROOT / "node_modules").is_dir():
        pytest.skip("the npm packages are not installed: python3 run.py test installs them")
    copy = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / assets.SOURCES, copy / assets.SOURCES)
    shutil.copy(ROOT / "package-lock.json", copy)
    shutil.copy(assets.__file__, copy / "openmappa/foundation/ui/assets.py")
    (copy / "node_modules").symlink_to(ROOT / "node_modules")
    assets.build(copy)
    return copy


@pytest.fixture
def style(built: Path) -> str:
    return (built / assets.BUILT / "openmappa.css").read_text()


def test_style_sheet_names_only_images_that_are_there(built: Path, style: str) -> None:
    named = re.findall(r"url\(([^)]*)\)", style)
    assert named
    assert [path for path in named if not (built / assets.BUILT / path.strip("\"'")).is_file()] == []


@pytest.mark.parametrize("foreign", ["@font-face", "GDS Transport", "govuk-crest", "data:", "//"])
def test_style_sheet_holds_nothing_of_govuk_alone_and_loads_nothing_from_elsewhere(
    style: str, foreign: str
) -> None:
    loaded = [*re.findall(r"url\([^)]*\)", style), *re.findall(r"@[a-z-]+", style), *FONTS.findall(style)]
    assert [one for one in loaded if foreign in one] == []


@pytest.mark.parametrize(
    "foreign", ["*crest*", "*crown*", "govuk-icon*", "favicon.ico", "*.woff*", "manifest*"]
)
def test_no_file_of_govuk_alone_is_served(built: Path, foreign: str) -> None:
    assert list((built / assets.BUILT).rglob(foreign)) == []


def test_brand_is_our_own_and_font_is_arial(style: str) -> None:
    assert re.search(r"\.govuk-generic-header\{background:#0f5257", style)
    assert "font-family:Arial,sans-serif" in style


@pytest.mark.parametrize(
    "part",
    [
        ".openmappa-fictitious",
        ".moj-identity-bar",
        ".moj-sub-navigation",
        ".moj-timeline",
        ".govuk-button",
        "@page",
    ],
)
def test_style_sheet_holds_every_part(style: str, part: str) -> None:
    assert part in style


def test_scripts_import_only_what_is_served(built: Path) -> None:
    for script in (built / assets.BUILT).rglob("*.js"):
        code = script.read_text()
        assert "sourceMappingURL" not in code
        imported = re.findall(r"""^import [^"']*["']([^"']+)["']""", code, re.MULTILINE)
        assert [name for name in imported if not (script.parent / name).is_file()] == []


def test_changed_source_is_noticed(built: Path) -> None:
    assert assets.is_fresh(built)
    with (built / assets.SOURCES / "openmappa.js").open("a") as script:
        script.write("\n")
    assert not assets.is_fresh(built)


def test_wrong_style_sheet_is_reported_and_leaves_the_old_files(built: Path) -> None:
    source = built / assets.SOURCES / "openmappa.scss"
    right = source.read_text()
    source.write_text(right + "a { color: $nothing }")
    with pytest.raises(assets.UnableToBuild, match="Undefined variable"):
        assets.build(built)
    source.write_text(right)
    assert (built / assets.BUILT / "openmappa.css").is_file()
