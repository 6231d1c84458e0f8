"""A frozen copy as Word, Excel, CSV, JSON or the archive's package: fetched, and made the first time."""

from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from periods.commands import NotNow
from reports.canonical import checksum
from reports.commands.files import content_of, is_small, make_file, order_files
from reports.enums import Format
from reports.models import Document
from reports.views.snapshots import CopyPage


class FileView(CopyPage):
    """Whoever reads the copy has it in every format; those who may order have it stored."""

    file_format: Format = Format.JSON

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send the file under a name that says what it is; a large one that is not made leads to the copy."""
        stored = Document.objects.filter(snapshot=self.snapshot, format=self.file_format).first()
        if stored is not None:
            return self._sent(bytes(stored.content))
        if self.file_format is not Format.JSON and not is_small(self.snapshot):
            return redirect(self.snapshot)
        try:
            return self._sent(content_of(self.snapshot, self.file_format))
        except NotNow as refused:
            return self._refused(refused)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make and store the file and send it, or follow the making where the copy is large."""
        if not self.may_order():
            raise Http404
        if self.file_format is Format.JSON:
            return redirect(request.path)
        if not is_small(self.snapshot):
            return redirect("jobs:job", order_files(snapshot=self.snapshot, by=self.user).pk)
        try:
            make_file(snapshot=self.snapshot, file_format=self.file_format)
        except NotNow as refused:
            return self._refused(refused)
        return redirect(request.path)

    def _refused(self, refused: NotNow) -> HttpResponse:
        """Say why on the page of the copy."""
        messages.error(self.request, str(refused))
        return redirect(self.snapshot)

    def _sent(self, content: bytes) -> FileResponse:
        """The bytes, to be saved."""
        response = FileResponse(
            BytesIO(content),
            as_attachment=True,
            filename=self.snapshot.file_name(self.file_format.ending),
            content_type=self.file_format.mime,
        )
        response["ETag"] = f'"{checksum(content)}"'
        return response
