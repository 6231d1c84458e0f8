"""A migration operation that adds a trigger without rendering every model anew.

pgtrigger's own operation reloads the model, which costs a tenth of a second for each of our
hundred and more triggers; the models of a migration never read the option.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState
from pgtrigger import migrations
from pgtrigger.compiler import Trigger


class AddTrigger(migrations.AddTrigger):
    """Add a compiled trigger; the state keeps it, so that makemigrations sees no difference."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Note the trigger among the model's options."""
        options = state.models[app_label, self.model_name].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Install the trigger: its text names its table."""
        assert isinstance(self.trigger, Trigger)
        schema_editor.execute(self.trigger.install_sql, params=None)
