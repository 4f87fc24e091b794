"""What the address of a lesson says."""

from pydantic import ConfigDict, Field

from scenarios.scenario import Frozen


class LessonLink(Frozen):
    """The lesson's name, nothing for the list of all, and the step, from 1."""

    model_config = ConfigDict(title="This page")

    lesson: str = Field("", max_length=40)
    step: int = Field(1, ge=1, le=99)
