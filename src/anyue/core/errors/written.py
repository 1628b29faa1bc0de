"""Problems of written texts: figures in them, prompts left over, files, the leader's word."""

from anyue.core.errors import Problem

FIGURE_UNKNOWN = Problem(
    "figure_unknown",
    "“{figure}”没有对应的数字：这张表还没有报送，或没有这个空。请从“可插入的数字”中选取，或直接写数字。",
)
BRACES_LEFT = Problem(
    "braces_left",
    "“{words}”的花括号或竖线不完整，对不上来源。请补全（例如{{12|表2:1.1}}），或删去括号直接写数字。",
)
PROMPTS_LEFT = Problem(
    "prompts_left", "文中还有 {count} 处【请…】的提示，第一处是“{first}”。请先写好或删去。"
)
SIGN_OFF_MISSING = Problem(
    "sign_off_missing",
    "报送前须经本单位领导审签，现在这一稿还没有审签，或审签后又有改动。请保存并送审签；"
    "本单位还没有领导账号的，请业务负责人在“人员”中开通。",
    status=409,
)
SUMMARY_CHANGED = Problem(
    "summary_changed",
    "在您填写期间，{who}已{what}这份总结。您写的内容仍在，请对照后再保存。",
    status=409,
)
NOTHING_WRITTEN = Problem("nothing_written", "总结还没有正文。请先起草，写好后再定稿。")
