"""Hands plans out in the shape that was asked for: text as soon as it is there, files at the end."""

import json
import sys
from collections.abc import Sequence

from anyue.cli.columns import shows_colours
from anyue.cli.read.files import write_bytes
from anyue.cli.read.options import Options, Shape
from anyue.core.documents.columns import plain
from anyue.core.errors import OUTPUT_UNSHOWABLE, AnyueError
from anyue.core.notice import Plan, plan_to_json


class Out:
    """Where plans go; `total` is how many notices there are, whether or not each can be read."""

    def __init__(self, options: Options, total: int) -> None:
        self._shape = options.shape
        self._inputs = options.files
        self._target = None if options.output in {None, "-"} else options.output
        self._total = total
        self._texts: list[str] = []
        self._plans: list[Plan] = []
        self._has_colours = not self._target and shows_colours(sys.stdout)

    def add(self, plan: Plan) -> None:
        """Take one plan; print it where text is printed."""
        self._plans.append(plan)
        if self._shape is Shape.JSON:
            self._say(json.dumps(plan_to_json(plan), ensure_ascii=False))
        elif self._shape is Shape.TABLE:
            from anyue.cli.read.table import plan_table  # noqa: PLC0415  JSON needs none of it.

            place = (len(self._plans), self._total)
            self._say(plan_table(plan, place=place, colours=self._has_colours))

    def finish(self, failed: Sequence[tuple[str, str]]) -> None:
        """Sum up several notices, and write what is to be written; AnyueError where that can't be done.

        `failed` are (name, problem) of the notices without a plan.
        """
        self._sum_up(failed)
        if not self._plans:
            return
        data = self._data()
        if self._target:
            write_bytes(self._target, data, inputs=self._inputs)
            if sys.stderr.isatty():
                print(f"已写入 {plain(self._target)}", file=sys.stderr)
        elif self._shape is Shape.XLSX and sys.stdout.isatty():
            raise AnyueError(OUTPUT_UNSHOWABLE)
        elif data:
            sys.stdout.buffer.write(data)

    def _say(self, text: str) -> None:
        if self._target:
            self._texts.append(text)
        else:
            print(text)

    def _sum_up(self, failed: Sequence[tuple[str, str]]) -> None:
        is_table = self._shape is Shape.TABLE
        # The summary is for a person: a program that reads the other shapes has no use for it.
        if self._total == 1 or not (is_table or sys.stderr.isatty()):
            return
        from anyue.cli.read.summary import summary  # noqa: PLC0415  One notice has none.

        if is_table:
            self._say(summary(self._plans, failed, colours=self._has_colours))
        else:
            told = summary(self._plans, failed, colours=shows_colours(sys.stderr))
            print(told, file=sys.stderr, flush=True)

    def _data(self) -> bytes:
        if self._shape is Shape.ICS:
            from anyue.core.documents.calendar import build_calendar  # noqa: PLC0415  Only calendars need it.

            calendar = build_calendar(self._plans)
            for what in calendar.left_out:
                print(f"没有确定的日期，未写入日历：{plain(what)}", file=sys.stderr)
            return calendar.data
        if self._shape is Shape.XLSX:
            from anyue.core.documents.task_book import build_task_book  # noqa: PLC0415  Only books need it.

            return build_task_book(self._plans)
        return "".join(f"{text}\n" for text in self._texts).encode(errors="backslashreplace")
