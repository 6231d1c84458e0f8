"""The pages of reports, one module a subject."""

from reports.views.appendices import AppendicesPage
from reports.views.chain import ChainPage
from reports.views.city import CityPage
from reports.views.comparing import ComparePage
from reports.views.correcting import AskCompletionPage, CorrectPage
from reports.views.deciding import DecidePage, ProposeView
from reports.views.files import FileView
from reports.views.open import OpenGoals, OpenHome, OpenIndicator
from reports.views.report import ReportPage
from reports.views.snapshots import DownloadView, PdfView, SnapshotPage
from reports.views.templates import PartPage, TemplateHistoryPage, TemplatePage
from reports.views.writing import DropSectionDraftView, SectionDraftView, SectionPage

__all__ = [
    "AppendicesPage",
    "AskCompletionPage",
    "ChainPage",
    "CityPage",
    "ComparePage",
    "CorrectPage",
    "DecidePage",
    "DownloadView",
    "DropSectionDraftView",
    "FileView",
    "OpenGoals",
    "OpenHome",
    "OpenIndicator",
    "PartPage",
    "PdfView",
    "ProposeView",
    "ReportPage",
    "SectionDraftView",
    "SectionPage",
    "SnapshotPage",
    "TemplateHistoryPage",
    "TemplatePage",
]
