"""What the effects of an edit may look at."""

from dataclasses import dataclass
from datetime import datetime

from orgshelf.model import Heading
from orgshelf.org.document import Document
from orgshelf.org.edit.layout import Layout
from orgshelf.org.edit.stamps import stamp
from orgshelf.org.settings import OrgSettings
from orgshelf.org.syntax.keywords import TodoKeywords


@dataclass(frozen=True, slots=True)
class Scene:
    """The file as it was read, the heading that is edited, and local time."""

    document: Document
    heading: Heading
    now: datetime

    @property
    def org(self) -> OrgSettings:
        """Org's variables as they are for the file."""
        return self.document.org

    @property
    def keywords(self) -> TodoKeywords:
        """The file's TODO keywords."""
        return self.document.settings.keywords

    @property
    def layout(self) -> Layout:
        """How the file is indented."""
        return Layout.of(self.document)

    @property
    def log_drawer(self) -> str | None:
        """The drawer for log notes (org-log-into-drawer): the property, else the variable."""
        name = self.heading.inherited.get("LOG_INTO_DRAWER")
        if name is None:
            return self.org.log_into_drawer
        return {"nil": None, "t": "LOGBOOK"}.get(name, name)

    def is_done(self, keyword: str | None) -> bool:
        """Whether it is a done keyword of the file."""
        return keyword in self.keywords.done

    def stamp(self, *, time: bool = True) -> str:
        """Now as an inactive timestamp."""
        return stamp(self.now, self.org.weekdays, time=time)
