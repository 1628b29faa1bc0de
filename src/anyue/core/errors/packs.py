"""Problems of packs for the newsletter, and of featured activities."""

from anyue.core.errors import Problem

PACK_EMPTY = Problem("pack_empty", "没有可打包的活动。请另选单位，或等各单位的活动报送后再下载。", status=409)
PACK_TOO_LARGE = Problem(
    "pack_too_large",
    "所选内容有 {deeds} 项活动、{photos} 张照片，共 {megabytes} MB，超过一次下载的上限"
    "（{most_deeds} 项、{most_photos} 张、{limit} MB）。请少选几个单位，分几次下载。",
    status=413,
)

FEATURED_ALREADY = Problem(
    "featured_already", "这次活动已经作为特色活动报送过，一次活动只报一次。请打开它查看是否采用。", status=409
)
FEATURED_NOT_HELD = Problem(
    "featured_not_held", "只有已经开展、没有取消的活动可以作为特色活动报送。请先登记开展。", status=409
)
FEATURED_NOWHERE = Problem("featured_nowhere", "只能报送给本单位参加的专项活动的发起单位。请刷新后重新选择。")
FEATURED_UNTITLED = Problem("featured_untitled", "请填写标题，例如：青石镇把安全课堂搬进集市。")
FEATURED_UNWRITTEN = Problem("featured_unwritten", "请写一段简要情况：做了什么、怎么做的、效果如何。")
FEATURED_PHOTO_UNKNOWN = Problem(
    "featured_photo_unknown", "选的照片里有的已经移除，或不属于这次活动。请刷新后重新选择。"
)
FEATURED_OPENED = Problem(
    "featured_opened", "发起单位已经打开这条特色活动，不能撤回。需要更正的，请与发起单位联系。", status=409
)
FEATURED_DECIDED = Problem(
    "featured_decided", "这条特色活动刚刚由别人办理过。请刷新，看过现在的结果后再改。", status=409
)
FEATURED_REASON_MISSING = Problem("featured_reason_missing", "请选择未采用的原因；选“其他”的，请写明。")
FEATURED_PLACE_MISSING = Problem("featured_place_missing", "请写明采用在哪里，例如：简报第3期。")
