"""The columns of the sheet: the same in what is written and in what is read."""

from enum import StrEnum


class Column(StrEnum):
    """One column by its heading. Only the name and the kind must be there."""

    CODE = "单位代码"
    NAME = "单位名称"
    KIND = "类别"
    PARENT = "上级代码"
    POSITION = "排序"
    REGION = "区划代码"
    SECTOR = "行业"
    CREDIT = "统一社会信用代码"
    POPULATION = "服务人口"
    OPENED = "设立日期"
    CLOSED = "撤销日期"
    SUCCESSOR = "并入单位代码"


REMARK = "上级名称（供核对，不读入）"
"""The last column of what is written, for the eye only: a name changes in one row and not in the others."""

LONGEST = {Column.CODE: 40, Column.NAME: 80, Column.SECTOR: 40, Column.CREDIT: 30}
"""How many characters a cell of text may hold."""
