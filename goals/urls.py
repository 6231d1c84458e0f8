"""Addresses of goals."""

from django.urls import path

from goals import views

app_name = "goals"
urlpatterns = [
    path("<int:pk>/", views.GoalHome.as_view(), name="goal_home"),
    path("regler/", views.Rules.as_view(), name="rules"),
    path("regler/nytt/", views.ProposeRules.as_view(), name="propose_rules"),
    path("regler/forslag/<int:pk>/", views.RuleProposalPage.as_view(), name="rule_proposal"),
    path("regler/omrakning/", views.Rejudge.as_view(), name="rejudge"),
    path("<period:period>/", views.City.as_view(), name="city"),
    path(
        "<period:period>/namndernas-arsmal/",
        views.OwnTargetsList.as_view(),
        name="own_targets_list",
    ),
    path(
        "<period:period>/namndernas-arsmal/<int:goal_indicator>/",
        views.OwnTargetsPage.as_view(),
        name="own_targets",
    ),
    path("<period:period>/uppdrag/nytt/", views.GiveAssignment.as_view(), name="give_assignment"),
    path(
        "<period:period>/uppdrag/<int:assignment>/andra/",
        views.ChangeAssignment.as_view(),
        name="change_assignment",
    ),
    path(
        "<period:period>/namndernas-arsmal/<int:goal_indicator>/<org:organisation>/kommentar/",
        views.CommentTarget.as_view(),
        name="comment_target",
    ),
    path(
        "<period:period>/<org:organisation>/",
        views.OrganisationPage.as_view(),
        name="organisation",
    ),
    path(
        "<period:period>/<org:organisation>/laget/",
        views.DashboardPage.as_view(),
        name="dashboard",
    ),
    path(
        "<period:period>/<org:organisation>/kontroll/",
        views.AlignmentPage.as_view(),
        name="alignment",
    ),
    path("<period:period>/<org:organisation>/matris/", views.MatrixPage.as_view(), name="matrix"),
    path("<period:period>/<org:organisation>/<int:goal>/", views.GoalPage.as_view(), name="goal"),
    path(
        "<period:period>/<org:organisation>/<int:goal>/historik/",
        views.GoalPastPage.as_view(),
        name="goal_past",
    ),
    path(
        "<period:period>/<org:organisation>/<int:goal>/bedomning/",
        views.Assess.as_view(),
        name="assess",
    ),
    path(
        "<period:period>/<org:organisation>/<int:goal>/varfor/",
        views.GoalWhyPage.as_view(),
        name="goal_why",
    ),
    path(
        "<period:period>/<org:organisation>/<int:goal>/kommentarer/",
        views.GoalDialogue.as_view(),
        name="goal_dialogue",
    ),
    path(
        "<period:period>/<org:organisation>/kommentarer/<int:indicator>/",
        views.ValueDialogue.as_view(),
        name="value_dialogue",
    ),
    path(
        "<period:period>/<org:organisation>/varfor/<int:verdict>/",
        views.WhyPage.as_view(),
        name="why",
    ),
    path(
        "<period:period>/<org:organisation>/overblick/",
        views.PerspectivesPage.as_view(),
        name="perspectives",
    ),
    path(
        "<period:period>/<org:organisation>/flyttade-arsmal/",
        views.MovedTargets.as_view(),
        name="moved_targets",
    ),
    path(
        "<period:period>/<org:organisation>/prognoser/",
        views.Forecasts.as_view(),
        name="forecasts",
    ),
    path(
        "<period:period>/<org:organisation>/gront-over-tid/",
        views.GreenOverTime.as_view(),
        name="green",
    ),
    path(
        "<period:period>/<org:organisation>/varden/",
        views.Values.as_view(),
        name="values",
    ),
    path(
        "<period:period>/<org:organisation>/uppdrag/",
        views.Assignments.as_view(),
        name="assignments",
    ),
    path(
        "<period:period>/<org:organisation>/uppdrag/<int:assignment>/",
        views.AssignmentPage.as_view(),
        name="assignment",
    ),
    path(
        "<period:period>/<org:organisation>/aktiviteter/",
        views.Efforts.as_view(),
        name="efforts",
    ),
    path(
        "<period:period>/<org:organisation>/aktiviteter/tidslinje/",
        views.Timeline.as_view(),
        name="timeline",
    ),
    path(
        "<period:period>/<org:organisation>/skillnader/",
        views.DifferingList.as_view(),
        name="differing",
    ),
    path(
        "<period:period>/<org:organisation>/arsmal/<int:goal_indicator>/",
        views.TargetsPage.as_view(),
        name="targets",
    ),
    path(
        "<period:period>/<org:organisation>/arsmal/<int:goal_indicator>/beslut/",
        views.DecideTarget.as_view(),
        name="decide_target",
    ),
]
