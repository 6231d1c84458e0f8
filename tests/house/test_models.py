"""Every model: its word, its history, its Swedish names, and no field that sets a light."""

import re
from functools import cache
from importlib import import_module

import pytest
from django import forms
from django.contrib import admin
from django.db import models

from goals.models import Assessment
from tests.house.project import PROJECT, event_model_of, modules, project_models

# Not in the history tables, and why.
OUTSIDE_HISTORY = {
    "User": "Django's account; roles are in Membership, and a password's hash is not for a log",
    "Closure": "computed from the organisations' versions",
    "Expectation": "made from the plan when a period opens",
    "Total": "computed from measurements",
    "Verdict": "computed from measurements, targets and rules",
    "Suggestion": "computed from verdicts and assessments",
    "TurnedLight": "computed from stored lights and a proposal of rules",
    "LightCheck": "append-only: the row is its own history",
    "Effort": "a view of activity statuses and answers, which have their own history",
    "Job": "a queue; what a job changes has its own history",
    "ImportFile": "the bytes of a file until it has been read",
    "WaitingFile": "the bytes of a file until its lines are saved",
    "ImportRow": "what a file would write; what it wrote has its own history",
    "Snapshot": "append-only: the row is its own history",
    "RoundBurden": "computed from the history of a round when it is handed in",
    "SentMail": "a note that a mail was sent, never changed",
    "CalendarKey": "a secret's hash is not for a log",
    "SavedView": "a person's own shortcut to an address of a list",
    "OrderedFile": "a copy of what a list showed, thrown away after two days",
    "Draft": "seen by its author alone; what is really saved has its own history",
    "SectionDraft": "read by its author alone; what is really saved has its own history",
    "Document": "append-only: the row is its own history",
    "Chapter": "computed from a frozen version; thrown away and made again",
    "OrderedChapter": "which chapters a job waits for",
}
# What a person's judgement may be called in a form; everything else that looks like a light is not.
LIGHTS = {"light", "lights", "colour", "color", "ljus", "farg", "verdict", "grey", "suggestion"}
JUDGED_BY_A_PERSON = {"AssessmentForm"}
# Asks which lights a page shows: read from the address, saves nothing.
ASKS_FOR_LIGHTS = {"MatrixForm"}

every_model = pytest.mark.parametrize(
    "model", project_models(), ids=lambda model: model._meta.object_name
)


@cache
def _glossary() -> list[tuple[str, str]]:
    """The rows of the glossary: the Swedish words and the code."""
    text = (PROJECT / "docs" / "glossary.md").read_text()
    rows = [line.split("|")[1:-1] for line in text.splitlines() if line.startswith("|")]
    return [(cells[0].strip().lower(), cells[1].strip()) for cells in rows if len(cells) >= 3]


@every_model
def test_it_is_in_the_glossary_under_its_swedish_word(model: type[models.Model]) -> None:
    name, word = model._meta.object_name, str(model._meta.verbose_name)
    swedish = [words for words, code in _glossary() if re.search(rf"`{name}`", code)]

    assert swedish, f"Lägg {name} i docs/glossary.md."
    assert any(re.search(rf"\b{re.escape(word)}\b", words) for words in swedish), (
        f"{name} heter ”{word}” i modellen men {swedish} i docs/glossary.md."
    )


def test_the_glossary_names_no_word_twice() -> None:
    rows = [words for words, _ in _glossary() if words not in ("svenska", "---")]
    words = [word for words in rows for word in words.split(", ")]

    assert sorted(words) == sorted(set(words))


@every_model
def test_what_people_write_is_kept_in_history(model: type[models.Model]) -> None:
    kept = event_model_of(model) is not None

    assert kept != (model._meta.object_name in OUTSIDE_HISTORY), (
        "Sätt @tracked på modellen, eller skriv i OUTSIDE_HISTORY varför den inte behöver det."
    )


@every_model
def test_it_has_swedish_names_and_an_order(model: type[models.Model]) -> None:
    meta = model._meta

    assert "verbose_name" in meta.original_attrs
    assert "verbose_name_plural" in meta.original_attrs
    assert meta.ordering or meta.model_name == "user"


@every_model
def test_what_people_see_of_a_field_is_swedish(model: type[models.Model]) -> None:
    computed = model._meta.object_name in OUTSIDE_HISTORY
    from_name = [
        field.name
        for field in model._meta.concrete_fields
        if field.editable and field.verbose_name == field.name.replace("_", " ")
    ]
    same_in_both = {"definition", "organisation", "period", "version", "text", "format", "sha256"}

    assert computed or not set(from_name) - same_in_both


@pytest.mark.parametrize("name", ["Indicator", "GoalIndicator", "Measurement", "Target", "Goal"])
def test_no_light_stands_in_what_is_measured(name: str) -> None:
    model = next(m for m in project_models() if m._meta.object_name == name)
    words = {part for f in model._meta.concrete_fields for part in f.name.split("_")}

    assert not words & (LIGHTS | {"status"})


def test_no_form_can_set_a_light() -> None:
    setting = {
        form.__name__: fields
        for form in _forms()
        if (fields := {n for n in form.base_fields if set(n.split("_")) & LIGHTS})
    }

    assert setting.keys() <= JUDGED_BY_A_PERSON | ASKS_FOR_LIGHTS


def _forms() -> set[type[forms.BaseForm]]:
    """Every form class of the project."""
    for module in modules():
        if "forms" in module.name and not module.name.startswith("ils/local"):
            import_module(
                module.name.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
            )
    return {form for form in _below(forms.BaseForm) if hasattr(form, "base_fields")}


def _below(parent: type) -> set[type]:
    """Every class under another that the project wrote."""
    children = set(parent.__subclasses__())
    ours = {c for c in children if not c.__module__.startswith(("django.", "allauth", "django_"))}
    return ours.union(*(_below(child) for child in children))


def test_the_admin_site_can_set_no_light() -> None:
    for model, model_admin in admin.site._registry.items():
        if model is Assessment:
            continue
        names = {field.name for field in model._meta.concrete_fields if field.editable}
        lights = {name for name in names if set(name.split("_")) & LIGHTS}
        hidden = set(model_admin.readonly_fields or ()) | set(model_admin.exclude or ())
        unchangeable = not model_admin.has_change_permission.__func__.__module__.startswith(
            "django."
        )

        assert unchangeable or lights <= hidden, model
