"""The page of a job: how far it has come, and where its result is."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.views.generic import TemplateView

from jobs.commands import cancel
from jobs.enums import RESULT_WORDS, JobKind
from jobs.models import Job
from jobs.queries import Subject, may_see, subject_of


class JobPage(TemplateView):
    """How far a job has come; htmx asks again each second, and without JavaScript the page does."""

    template_name = "jobs/job.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the job; who may not see it gets the answer that it does not exist."""
        super().setup(request, *args, **kwargs)
        self.job = get_object_or_404(Job.objects.select_related("requested_by"), pk=kwargs["pk"])
        self.subject = subject_of(self.job)
        user = request.user
        if not isinstance(user, AbstractBaseUser) or not may_see(user, self.job, self.subject):
            raise Http404
        self.user = user

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or for htmx the part that moves: nothing at all while nothing has moved."""
        if request.headers.get("HX-Request"):
            if request.GET.get("sett") == self.seen() and not self.job.is_over:
                return HttpResponse(status=204)
            return self.response_class(
                request, ["jobs/progress.html"], self.get_context_data(**kwargs)
            )
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
        """Cancel: only the one who ordered the job may."""
        if self.job.requested_by_id != self.user.pk:
            raise Http404
        cancel(job=self.job, by=self.user)
        return redirect("jobs:job", pk=self.job.pk)

    def seen(self) -> str:
        """What the page shows of the job, in one word, so that it can ask for what is newer."""
        return f"{self.job.state}-{self.job.done}-{int(self.job.touched_at.timestamp())}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the job and where its result is."""
        job, subject = self.job, self.subject
        return super().get_context_data(
            page_title=job.get_kind_display(),
            crumbs=[],
            job=job,
            seen=self.seen(),
            subject=subject,
            result_url=subject.get_absolute_url() if isinstance(subject, Subject) else "",
            result_word=RESULT_WORDS[JobKind(job.kind)],
            is_mine=job.requested_by_id == self.user.pk,
            **kwargs,
        )
