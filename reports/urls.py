"""Addresses of reports."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from reports import views
from reports.enums import Format


def _file(file_format: Format) -> Callable[..., HttpResponseBase]:
    """The page that gives a copy in a format."""
    return views.FileView.as_view(file_format=file_format)


app_name = "reports"
_SECTION = "<period:period>/<org:organisation>/avsnitt/<slug:key>/"
urlpatterns: list[URLPattern] = [
    path("version/", views.ChainPage.as_view(), name="chain"),
    path("version/<int:pk>/", views.SnapshotPage.as_view(), name="snapshot"),
    path("version/<int:pk>/pdf/", views.PdfView.as_view(), name="pdf"),
    path("version/<int:pk>/fil.pdf", views.DownloadView.as_view(), name="download"),
    path("version/<int:pk>/fil.docx", _file(Format.DOCX), name="docx"),
    path("version/<int:pk>/fil.xlsx", _file(Format.XLSX), name="xlsx"),
    path("version/<int:pk>/fil.csv", _file(Format.CSV), name="csv"),
    path("version/<int:pk>/fil.json", _file(Format.JSON), name="json"),
    path("version/<int:pk>/arkiv.zip", _file(Format.ARCHIVE), name="archive"),
    path("<period:period>/", views.CityPage.as_view(), name="city"),
    path("<period:period>/bilagor/", views.AppendicesPage.as_view(), name="appendices"),
    path("<period:period>/mall/", views.TemplatePage.as_view(), name="template"),
    path(
        "<period:period>/mall/andringar/",
        views.TemplateHistoryPage.as_view(),
        name="template_history",
    ),
    path("<period:period>/mall/nytt/", views.PartPage.as_view(), name="new_part"),
    path("<period:period>/mall/avsnitt/<slug:key>/", views.PartPage.as_view(), name="part"),
    path("<period:period>/<org:organisation>/", views.ReportPage.as_view(), name="report"),
    path(_SECTION, views.SectionPage.as_view(), name="section"),
    path(f"{_SECTION}utkast/", views.SectionDraftView.as_view(), name="section_draft"),
    path(
        f"{_SECTION}utkast/slang/",
        views.DropSectionDraftView.as_view(),
        name="drop_section_draft",
    ),
    path(
        "<period:period>/<org:organisation>/skillnader/",
        views.ComparePage.as_view(),
        name="compare",
    ),
    path(
        "<period:period>/<org:organisation>/rattelse/", views.CorrectPage.as_view(), name="correct"
    ),
    path(
        "<period:period>/<org:organisation>/komplettering/",
        views.AskCompletionPage.as_view(),
        name="ask_completion",
    ),
    path(
        "<period:period>/<org:organisation>/forslag/", views.ProposeView.as_view(), name="propose"
    ),
    path("<period:period>/<org:organisation>/beslut/", views.DecidePage.as_view(), name="decide"),
]
