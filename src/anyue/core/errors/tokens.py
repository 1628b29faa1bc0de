"""Problems with the tokens of the interface."""

from anyue.core.errors import Problem

TOKENS_NOT_ALLOWED = Problem(
    "tokens_not_allowed", "接口令牌由单位的业务负责人创建。请联系本单位的业务负责人。", status=403
)
TOKEN_DAY = Problem("token_day", "有效期请选今天起一年以内的日期。")
TOKEN_INVALID = Problem("token_invalid", "令牌无效、已到期或已撤销。请向创建人索取新的令牌。", status=401)
SCOPE_MISSING = Problem(
    "scope_missing", "这个令牌没有“{scope}”的范围。请由创建人重新创建令牌并勾选这一项。", status=403
)
