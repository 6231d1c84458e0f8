"""Addresses of the reporting round."""

from django.urls import path

from rounds.views.analysis import AnalysisPage
from rounds.views.burden import BurdenPage
from rounds.views.calendar import CalendarPage, RevokeCalendarPage, calendar_feed
from rounds.views.drafts import DraftPage, DropDraftPage
from rounds.views.entry import EntryPage
from rounds.views.imports import ImportPage, UploadPage
from rounds.views.returned import ReturnsPage, SettlePage
from rounds.views.review import (
    AcceptPage,
    ReturnPage,
    ReviewHome,
    ReviewList,
    ReviewSubmission,
)
from rounds.views.saving import ActivityPage, AssignmentPage, ValuePage
from rounds.views.sheets import ReviewSheetPage, SheetPage
from rounds.views.submit import SubmitPage, UndoPage
from rounds.views.substitutes import EndSubstitutionPage, SeenPage, SubstitutesPage
from rounds.views.todo import TodoPage

app_name = "rounds"

_ENTRY = "att-gora/<period:period>/<org:organisation>/"
_REVIEW = "granska/<period:period>/<org:organisation>/"

urlpatterns = [
    path("att-gora/", TodoPage.as_view(), name="todo"),
    path(_ENTRY, EntryPage.as_view(), name="entry"),
    path(f"{_ENTRY}varde/<int:measurement>/", ValuePage.as_view(), name="value"),
    path(f"{_ENTRY}aktivitet/<int:pk>/", ActivityPage.as_view(), name="activity"),
    path(f"{_ENTRY}uppdrag/<int:pk>/", AssignmentPage.as_view(), name="assignment"),
    path(f"{_ENTRY}mal/<int:goal>/", AnalysisPage.as_view(), name="analysis"),
    path(f"{_ENTRY}utkast/", DraftPage.as_view(), name="draft"),
    path(f"{_ENTRY}utkast/slang/", DropDraftPage.as_view(), name="drop_draft"),
    path(f"{_ENTRY}lamna-in/", SubmitPage.as_view(), name="submit"),
    path(f"{_ENTRY}aterlamnat/", ReturnsPage.as_view(), name="returns"),
    path(f"{_ENTRY}aterlamnat/<int:remark>/klar/", SettlePage.as_view(), name="settle"),
    path(f"{_ENTRY}angra/", UndoPage.as_view(), name="undo"),
    path("rapporteringens-tid/<period:period>/", BurdenPage.as_view(), name="burden"),
    path("kalender/", CalendarPage.as_view(), name="calendar"),
    path("kalender/ta-bort/", RevokeCalendarPage.as_view(), name="revoke_calendar"),
    path("kalender/<str:token>.ics", calendar_feed, name="calendar_feed"),
    path("vikarie/", SubstitutesPage.as_view(), name="substitutes"),
    path("vikarie/last/", SeenPage.as_view(), name="seen"),
    path(
        "vikarie/<int:substitution>/avsluta/",
        EndSubstitutionPage.as_view(),
        name="end_substitution",
    ),
    path(f"{_ENTRY}excel/", SheetPage.as_view(), name="sheet"),
    path(f"{_ENTRY}inlasning/", UploadPage.as_view(), name="import_file"),
    path("inlasning/<int:pk>/", ImportPage.as_view(), name="import"),
    path("granska/", ReviewHome.as_view(), name="review_home"),
    path(_REVIEW, ReviewList.as_view(), name="review"),
    path(f"{_REVIEW}excel/", ReviewSheetPage.as_view(), name="review_sheet"),
    path(f"{_REVIEW}uppgifter/", ReviewSubmission.as_view(), name="review_submission"),
    path(f"{_REVIEW}uppgifter/godkann/", AcceptPage.as_view(), name="accept"),
    path(f"{_REVIEW}uppgifter/aterlamna/", ReturnPage.as_view(), name="return"),
]
