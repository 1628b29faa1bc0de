"""Problems of units: of their tree, of the sheet that they are brought in from, of lists and groups."""

from anyue.core.errors import Problem

# The tree.
UNIT_WITHIN_ITSELF = Problem("unit_within_itself", "“{unit}”不能隶属于自己或自己下面的单位。请另选上级。")
UNIT_TOO_DEEP = Problem("unit_too_deep", "这样调整后层级超过 {limit} 级。请另选上级。")
UNIT_NAME_TAKEN = Problem("unit_name_taken", "同一上级下面已有名为“{unit}”的单位。请核对，或写全称加以区分。")
UNIT_CODE_TAKEN = Problem("unit_code_taken", "单位代码“{code}”已被使用。请换一个，或留空由系统编制。")
UNIT_NOT_EMPTY = Problem(
    "unit_not_empty", "“{unit}”下面还有 {count} 个在用单位。请先调整它们的隶属，或先撤销它们。", status=409
)
UNIT_IS_CLOSED = Problem("unit_is_closed", "“{unit}”已撤销。请选择在用的单位。")
UNIT_IS_OPEN = Problem("unit_is_open", "“{unit}”没有撤销，不需要恢复。", status=409)
UNIT_DATES_CROSS = Problem("unit_dates_cross", "“{unit}”的撤销日期早于设立日期。请核对。")
CHANGE_AHEAD = Problem("change_ahead", "变动日期还没到。请填写今天或以前的日期，到期后再办理。")

# The sheet.
UNITS_NOT_XLSX = Problem(
    "units_not_xlsx", "“{name}”不是 .xlsx 工作簿。请在 Excel 或 WPS 中另存为 .xlsx 再导入，设有密码的先取消。"
)
UNITS_WITHOUT_HEADS = Problem(
    "units_without_heads",
    "“{name}”的前 20 行里没有找到“{heads}”这些栏目。请先导出单位表，在导出的表上修改后再导入。",
)
UNITS_TOO_WIDE = Problem(
    "units_too_wide", "“{name}”第 {row} 行超过 {limit} 列。请删去单位表以外的列后再导入。", status=413
)
UNITS_TOO_MANY = Problem(
    "units_too_many", "“{name}”超过 {limit} 行。请按地区分成几张表，分次导入。", status=413
)
HEADING_TWICE = Problem("heading_twice", "栏目“{heading}”出现了两次。请删去一列。")
CELL_IS_FORMULA = Problem(
    "cell_is_formula", "单元格是公式，算出的值不能作准。请复制后用“选择性粘贴—数值”改成数值。"
)
CELL_IS_MERGED = Problem("cell_is_merged", "{cells} 是合并单元格，分不清是哪个单位的。请取消合并，逐行填写。")
ROWS_HIDDEN = Problem("rows_hidden", "第 {rows} 行是隐藏的，也已读入。不要导入的，请先删去。")
NAME_MISSING = Problem("name_missing", "没有填单位名称。请补填，或删去这一行。")
UNIT_KIND_UNKNOWN = Problem("unit_kind_unknown", "没有“{given}”这个类别。请填：{kinds}。")
CELL_TOO_LONG = Problem("cell_too_long", "有 {length} 个字，最多 {limit} 个字。请缩短。")
CELL_NOT_WHOLE = Problem(
    "cell_not_whole", "“{given}”不是 0 或大于 0 的整数。请填阿拉伯数字，最多 {limit} 位。"
)
CELL_NOT_A_DAY = Problem("cell_not_a_day", "“{given}”不是日期。请按 2026-06-03 的样式填写。")
REGION_CODE_WRONG = Problem(
    "region_code_wrong", "“{given}”不是区划代码。请填 6 位、9 位或 12 位数字，或留空。"
)
CREDIT_CODE_WRONG = Problem("credit_code_wrong", "“{given}”与校验码不符，已照填写的读入。请核对是否写错。")
SUCCESSOR_WITHOUT_DAY = Problem("successor_without_day", "填了并入单位，没有填撤销日期。请补填日期。")
MERGED_INTO_ITSELF = Problem("merged_into_itself", "“{unit}”不能并入自己。请填写接收它的单位。")
ROW_CODE_TWICE = Problem("row_code_twice", "这个代码在第 {other} 行已经出现。请删去一行，或改正代码。")
ROW_TWICE = Problem("row_twice", "与第 {other} 行是同一个单位。请删去一行。")
ROW_OUT_OF_REACH = Problem("row_out_of_reach", "“{unit}”由上级管理，不能在这里改动。请删去这一行。")
UNIT_NOT_FOUND = Problem("unit_not_found", "找不到“{given}”。请填写本表或系统中已有单位的代码。")
NAME_AMBIGUOUS = Problem("name_ambiguous", "有 {count} 个单位叫“{given}”。请改填它的代码。")
IMPORT_STALE = Problem(
    "import_stale", "预览之后单位名录又有变动，这次没有导入。请按下面新的预览核对后再确认。", status=409
)
IMPORT_DONE = Problem("import_done", "这张表已经导入，没有再次改动。", status=409)
IMPORT_FAULTY = Problem("import_faulty", "表中有 {count} 处错误，没有导入。请改正后重新选择文件。")

# Lists and groups.
UNIT_UNKNOWN_CODE = Problem("unit_unknown_code", "没有代码为“{code}”的单位。请向该单位或系统管理员核对代码。")
GROUP_NAMELESS = Problem("group_nameless", "请给分组起一个名称，例如“全部乡镇”。")
GROUP_NAME_TAKEN = Problem("group_name_taken", "已有名为“{name}”的分组。请换一个名称。")
GROUP_NAME_LONG = Problem("group_name_long", "分组名称最多 {limit} 个字。请缩短。")
