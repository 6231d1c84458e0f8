"""Every template is used, compiles, and holds no inline code; a component says what it takes."""

import ast
import re
from pathlib import Path

import django.forms
import pytest
from django.template.loader import get_template
from django.template.loaders.app_directories import get_app_template_dirs

from tests.house.project import PROJECT, TEMPLATES, modules, template_name, templates

# Rendered by Django and allauth under these names.
BY_NAME = {"400.html", "403.html", "404.html", "429.html", "500.html", "403_csrf.html"}
_NAMED = re.compile(r"""{%-?\s*(?:include|extends)\s+["']([^"']+)["']""")
_INLINE = {
    "style": re.compile(r"<style|\sstyle\s*=", re.IGNORECASE),
    "skript": re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE),
    "händelse": re.compile(r"""<[^>{]*\son[a-z]+\s*=\s*["']""", re.IGNORECASE),
    "javascript:": re.compile(r"javascript:", re.IGNORECASE),
}
html_templates = [path for path in templates() if path.suffix in (".html", ".svg", ".txt")]
every_template = pytest.mark.parametrize("path", html_templates, ids=template_name)


@every_template
def test_it_compiles(path: Path) -> None:
    get_template(template_name(path))


def test_every_template_is_used() -> None:
    names = {template_name(path) for path in templates()}
    unused = names - _named_in_templates() - _named_in_code() - BY_NAME - _replacing_others(names)

    assert not unused, "Ingen sida, mall eller inställning nämner dem."


def _named_in_templates() -> set[str]:
    """The templates that another one includes or extends."""
    return {name for path in templates() for name in _NAMED.findall(path.read_text())}


def _named_in_code() -> set[str]:
    """The templates that the code names in a string, also partials such as "a.html#row"."""
    strings = {
        node.value
        for module in modules()
        for node in module.all(ast.Constant)
        if isinstance(node.value, str)
    }
    return {text.partition("#")[0] for text in strings}


def _replacing_others(names: set[str]) -> set[str]:
    """The templates that stand in the place of one of Django's or another package's."""
    folders = [
        *get_app_template_dirs("templates"),
        Path(django.forms.__file__).parent / "templates",
    ]
    return {name for name in names if any((Path(folder) / name).exists() for folder in folders)}


@every_template
def test_it_holds_no_inline_code(path: Path) -> None:
    text = _without_comments(path.read_text())
    found = {kind: match.group(0) for kind, rule in _INLINE.items() if (match := rule.search(text))}

    assert not found, "CSP:n stoppar det: använd en klass eller en fil under static/."


@every_template
def test_text_is_marked_safe_nowhere(path: Path) -> None:
    if template_name(path) == "django/forms/field.html":
        return  # help texts are written by us in the forms, and Django lets them hold HTML
    text = _without_comments(path.read_text())

    assert "|safe" not in text, "Rensa texten i Python och lämna SafeString därifrån."
    assert "{% autoescape off %}" not in text or path.suffix == ".txt"


def _without_comments(text: str) -> str:
    """The template without its {# comments #}."""
    return re.sub(r"{#.*?#}", "", text)


components = sorted((TEMPLATES / "components").glob("*.html"))


@pytest.mark.parametrize("path", components, ids=lambda path: path.stem)
def test_a_component_opens_with_its_parameters(path: Path) -> None:
    assert path.read_text().lstrip().startswith(("{#", "{% comment"))


def test_a_component_is_included_with_only() -> None:
    loose = [
        f"{template_name(path)}: {line}"
        for path in templates()
        for line in re.findall(r"{%\s*include\s+[\"']components/[^%]*%}", path.read_text())
        if not line.removesuffix("%}").rstrip().endswith(" only")
    ]

    assert not loose, "Skriv »only« sist, så att komponenten ser bara det den får."


# A light is drawn by the component or by the tag that keeps it once rendered.
_LIGHT = re.compile(r"""{%\s*(?:include\s+["']components/light\.html["']|plain_light)[^%]*%}""")
_LINKED = re.compile(r"""\burl=(?!["']{2})""")
# Where a light leads nowhere, and why that is right.
UNLINKED = {
    "goals/why.html": "sidan förklarar själv ljuset",
    "goals/why_goal.html": "sidan förklarar själv ljuset",
    "goals/why_judged.html": "står på sidan som förklarar ljuset",
    "goals/goal_past.html": "ett äldre läge, räknat på nytt; skälet står vid ljuset",
    "goals/goal_list.html": "hela raden är redan en länk till målet",
    "goals/turns.html": "ljus som ett beslut skulle ge, innan det är fattat",
    "goals/rule_proposal.html": "ljus som ändrade regler skulle ge, innan de är beslutade",
    "goals/what_if.html": "står på sidan som förklarar ljuset, och prövar ett som inte finns",
    "goals/conflict.html": "den andras bedömning, medan man väljer vilken som ska gälla",
    "reports/open/goals.html": "läsaren har inget konto: ljuset är målets bedömning",
    "reports/open/goal.html": "läsaren har inget konto: skälet står bredvid ljuset",
    "reports/open/indicator.html": "läsaren har inget konto: skälet står bredvid ljuset",
    "reports/parts/light.html": "rapporten är fryst och bär själv sitt skäl",
    "reports/parts/short_light.html": "rapporten är fryst och bär själv sitt skäl",
}


def test_every_light_leads_to_why_it_has_its_colour() -> None:
    nowhere = {
        template_name(path)
        for path in html_templates
        for drawn in _LIGHT.findall(_without_comments(path.read_text()))
        if not _LINKED.search(drawn)
    }

    assert nowhere == UNLINKED.keys(), "Ge ljuset url=…, eller skriv i UNLINKED varför inte."


_ICON = re.compile(
    r"""{%\s*include\s+["']components/icon\.html["']\s+with\s+name="([^"]+)" only\s*%}"""
)
_SYMBOL = re.compile(r"<symbol id=\"([^\"]+)\"")


def test_the_sprite_has_just_the_icons_that_are_shown() -> None:
    shown = {name for path in templates() for name in _ICON.findall(path.read_text())}
    sprite = (PROJECT / "static/icons/lucide.svg").read_text()

    assert set(_SYMBOL.findall(sprite)) == shown
