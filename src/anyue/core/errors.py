"""The catalogue of errors: every problem a person can be told of has one code and one wording here.

A message says what is wrong, where, and what to do. Code raises `AnyueError`; the web program and the
command line turn it into a page, a field message, problem+json or a line, each in one place.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One entry of the catalogue: a stable code, a message with named places, an HTTP status."""

    code: str
    message: str
    status: int = 422


class AnyueError(Exception):
    """A catalogued problem with its places filled in.

    `field` names the input that is at fault, where there is one, so that a page can show the message there.
    """

    def __init__(self, problem: Problem, *, field: str | None = None, **places: object) -> None:
        self.problem = problem
        self.field = field
        self.places = places
        super().__init__(self.message)

    @property
    def code(self) -> str:
        """The stable code of the catalogue."""
        return self.problem.code

    @property
    def message(self) -> str:
        """The message in Chinese with its places filled in."""
        return self.problem.message.format(**self.places)


# Opening a document.
FILE_EMPTY = Problem("file_empty", "文件“{name}”是空的，没有可读的文字。请检查是否选错了文件。")
FILE_NOT_TEXT = Problem("file_not_text", "文件“{name}”不是文本文件。请另存为 .txt（UTF-8 或 GB18030）后再读。")
FILE_TOO_LARGE = Problem(
    "file_too_large", "文件“{name}”有 {megabytes} MB，超过 {limit} MB 的上限。请只保留通知正文和附件。", status=413
)
FILE_MISSING = Problem("file_missing", "找不到文件“{name}”。请检查路径。")
NO_PLAN = Problem("no_plan", "“{name}”里没有读到活动、时点或表格，不像一份活动通知。请检查是否选错了文件。")
