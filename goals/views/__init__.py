"""Pages of the goal chain."""

from goals.views.goal import Assess, GoalHome, GoalPage
from goals.views.overview import City, OrganisationPage
from goals.views.why import WhyPage

__all__ = ["Assess", "City", "GoalHome", "GoalPage", "OrganisationPage", "WhyPage"]
