"""What is wrong with a sheet, each with its row and its column."""

from dataclasses import dataclass, field

from anyue.core.errors import Problem

KEPT = 200
"""How many problems are told in words; all are counted."""


@dataclass(frozen=True, slots=True)
class CellProblem:
    """A catalogued problem at a cell: rows from 1, columns by letter; 0 and "" where it has none."""

    problem: Problem
    row: int
    letter: str
    places: dict[str, object]

    @property
    def message(self) -> str:
        """第 12 行 E 列：…"""
        row = f"第 {self.row} 行" if self.row else ""
        letter = f" {self.letter} 列" if self.letter else ""
        return f"{row}{letter}：" * bool(row) + self.problem.message.format(**self.places)


@dataclass(slots=True)
class Problems:
    """Errors, of which one is enough to change nothing, and warnings; the first of them kept in words."""

    errors: list[CellProblem] = field(default_factory=list)
    warnings: list[CellProblem] = field(default_factory=list)
    error_count: int = 0
    warning_count: int = 0

    def wrong(self, problem: Problem, row: int, letter: str = "", **places: object) -> None:
        """Note an error."""
        self.error_count += 1
        if len(self.errors) < KEPT:
            self.errors.append(CellProblem(problem, row, letter, places))

    def odd(self, problem: Problem, row: int, letter: str = "", **places: object) -> None:
        """Note a warning."""
        self.warning_count += 1
        if len(self.warnings) < KEPT:
            self.warnings.append(CellProblem(problem, row, letter, places))
