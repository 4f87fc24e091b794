"""Lessons: one Markdown file each (reading). Goals and numbers in them are asked of runs (expressions, quantities)."""

from lessons.faults import LessonError
from lessons.lesson import Ask, Lesson, Step
from lessons.reading import Shelf, all_lessons, read_lesson, shelf

__all__ = ["Ask", "Lesson", "LessonError", "Shelf", "Step", "all_lessons", "read_lesson", "shelf"]
