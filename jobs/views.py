"""The page of a job: how far it has come, and where its result is."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
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
        """The page, or for htmx the part that moves."""
        if request.headers.get("HX-Request"):
            return self._moving()
        return super().get(request, *args, **kwargs)

    def _moving(self) -> HttpResponse:
        """Nothing at all while nothing has moved; another page is asked for anew at the end."""
        asked = self.request.GET
        if not self.job.is_over and asked.get("sett") == self.job.seen:
            return HttpResponse(status=204)
        if asked.get("del") != "rad":
            return render(self.request, "jobs/progress.html", self.get_context_data())
        if self.job.is_over:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(self.request, "jobs/bar.html", {"job": self.job, "part": "rad"})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseRedirect:
        """Cancel: only the one who ordered the job may."""
        if self.job.requested_by_id != self.user.pk:
            raise Http404
        cancel(job=self.job, by=self.user)
        return redirect("jobs:job", pk=self.job.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Give the template the job and where its result is."""
        job, subject = self.job, self.subject
        return super().get_context_data(
            page_title=job.get_kind_display(),
            crumbs=[],
            job=job,
            subject=subject,
            result_url=subject.get_absolute_url() if isinstance(subject, Subject) else "",
            result_word=RESULT_WORDS[JobKind(job.kind)],
            is_mine=job.requested_by_id == self.user.pk,
            **kwargs,
        )
