"""What the address of a lesson says."""

from typing import Literal

from pydantic import ConfigDict, Field

from scenarios.link_parts import Hide, Lock
from scenarios.scenario import Frozen


class LessonLink(Frozen):
    """The lesson's name, nothing for the list of all, and the step, from 1. draft: which of the lessons that are being
    written, by its key. window: the presenter's view or the notes, in place of the page."""

    model_config = ConfigDict(title="This page")

    lesson: str = Field("", max_length=40)
    draft: str = Field("", max_length=24)
    step: int = Field(1, ge=1, le=99)
    window: Literal["", "presenter", "notes"] = ""
    hide: Hide = ()
    lock: Lock = ()
