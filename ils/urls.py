"""Every address of ILS; each room has its own under a Swedish word."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path, register_converter

from ils import views
from organisation.converters import OrganisationConverter
from periods.converters import PeriodConverter

register_converter(OrganisationConverter, "org")
register_converter(PeriodConverter, "period")

admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
admin.site.site_header = admin.site.site_title = "ILS administration"

urlpatterns = [
    path("", views.Start.as_view(), name="start"),
    path("halsa/", views.health, name="health"),
    path("konto/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("", include("rounds.urls")),
    path("perioder/", include("periods.urls")),
    path("mal/", include("goals.urls")),
    path("indikatorer/", include("indicators.urls")),
    path("rapporter/", include("reports.urls")),
    path("oppet/", include("reports.open_urls")),
    path("ekonomi/", include("economy.urls")),
    path("vyer/", include("lists.urls")),
    path("jobb/", include("jobs.urls")),
]
