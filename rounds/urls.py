"""Addresses of the reporting round."""

from django.urls import path

from rounds.views.analysis import AnalysisPage
from rounds.views.entry import EntryPage
from rounds.views.review import (
    AcceptPage,
    ReturnPage,
    ReviewHome,
    ReviewList,
    ReviewSubmission,
)
from rounds.views.saving import ActivityPage, ValuePage
from rounds.views.submit import SubmitPage, UndoPage
from rounds.views.todo import TodoPage

app_name = "rounds"

_ENTRY = "att-gora/<period:period>/<org:organisation>/"
_REVIEW = "granska/<period:period>/<org:organisation>/"

urlpatterns = [
    path("att-gora/", TodoPage.as_view(), name="todo"),
    path(_ENTRY, EntryPage.as_view(), name="entry"),
    path(f"{_ENTRY}varde/<int:measurement>/", ValuePage.as_view(), name="value"),
    path(f"{_ENTRY}aktivitet/<int:status>/", ActivityPage.as_view(), name="activity"),
    path(f"{_ENTRY}mal/<int:goal>/", AnalysisPage.as_view(), name="analysis"),
    path(f"{_ENTRY}lamna-in/", SubmitPage.as_view(), name="submit"),
    path(f"{_ENTRY}angra/", UndoPage.as_view(), name="undo"),
    path("granska/", ReviewHome.as_view(), name="review_home"),
    path(_REVIEW, ReviewList.as_view(), name="review"),
    path(f"{_REVIEW}uppgifter/", ReviewSubmission.as_view(), name="review_submission"),
    path(f"{_REVIEW}uppgifter/godkann/", AcceptPage.as_view(), name="accept"),
    path(f"{_REVIEW}uppgifter/aterlamna/", ReturnPage.as_view(), name="return"),
]
