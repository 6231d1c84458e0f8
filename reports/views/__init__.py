"""The pages of reports, one module a subject."""

from reports.views.appendix import AppendixPage
from reports.views.chain import ChainPage
from reports.views.city import CityPage
from reports.views.deciding import DecidePage, ProposeView
from reports.views.report import ReportPage, SectionPage
from reports.views.snapshots import DownloadView, PdfView, SnapshotPage

__all__ = [
    "AppendixPage",
    "ChainPage",
    "CityPage",
    "DecidePage",
    "DownloadView",
    "PdfView",
    "ProposeView",
    "ReportPage",
    "SectionPage",
    "SnapshotPage",
]
