"""Addresses of reports."""

from django.urls import URLPattern, path

from reports import views

app_name = "reports"
urlpatterns: list[URLPattern] = [
    path("version/", views.ChainPage.as_view(), name="chain"),
    path("version/<int:pk>/", views.SnapshotPage.as_view(), name="snapshot"),
    path("version/<int:pk>/pdf/", views.PdfView.as_view(), name="pdf"),
    path("version/<int:pk>/fil.pdf", views.DownloadView.as_view(), name="download"),
    path("<period:period>/", views.CityPage.as_view(), name="city"),
    path("<period:period>/bilaga-1/", views.AppendixPage.as_view(), name="appendix"),
    path("<period:period>/<org:organisation>/", views.ReportPage.as_view(), name="report"),
    path(
        "<period:period>/<org:organisation>/avsnitt/<slug:key>/",
        views.SectionPage.as_view(),
        name="section",
    ),
    path(
        "<period:period>/<org:organisation>/forslag/", views.ProposeView.as_view(), name="propose"
    ),
    path("<period:period>/<org:organisation>/beslut/", views.DecidePage.as_view(), name="decide"),
]
