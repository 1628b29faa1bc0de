"""Problems of photos, videos and documents that people send in."""

from anyue.core.errors import Problem

UPLOAD_EMPTY = Problem("upload_empty", "“{name}”是空的。请检查是否选错了文件。")
UPLOAD_OVER_LIMIT = Problem(
    "upload_over_limit",
    "“{name}”有 {megabytes} MB，超过 {limit} MB 的上限。请压缩后再交；视频可以只截取要紧的一段。",
    status=413,
)
UPLOADS_TOO_MANY = Problem("uploads_too_many", "一次最多选 {limit} 个文件，现在有 {count} 个。请分几次交。")
UPLOAD_NOT_TAKEN = Problem("upload_not_taken", "“{name}”是{what}，这里不收。可以交：{kinds}。")
UPLOAD_HEIC = Problem(
    "upload_heic",
    "“{name}”是 HEIC 照片，多数电脑打不开，这里不收。请在手机相册里另存为 JPG；"
    "苹果手机可在“设置、相机、格式”里选“兼容性最佳”。",
)
UPLOAD_DOUBTFUL = Problem(
    "upload_doubtful",
    "“{name}”里夹带了不属于它的内容，没有收。请用原来的软件打开，另存一份后再交。",
)
UPLOAD_HAS_MACROS = Problem(
    "upload_has_macros", "“{name}”里有宏，没有收。请另存为不带宏的 .docx、.xlsx 或 .pptx 后再交。"
)
PICTURE_DAMAGED = Problem(
    "picture_damaged", "照片“{name}”已损坏或没有传完整，打不开。请在手机上看一下这张照片，再选一次。"
)
PICTURE_TOO_LARGE = Problem(
    "picture_too_large",
    "照片“{name}”有 {megapixels} 百万像素，超过 {limit} 百万的上限，没有打开。请缩小后再交。",
    status=413,
)
BOX_UNREADABLE = Problem(
    "box_unreadable",
    "第 {number} 行“{line}”不是一个遮挡框。每行写左、上、宽、高四个数，都是占图片的百分比，例如 35 20 10 8。",
)
BOXES_TOO_MANY = Problem("boxes_too_many", "一张照片最多遮挡 {limit} 处。请用大一些的框合并相邻的几处。")
VIDEO_DAMAGED = Problem(
    "video_damaged", "视频“{name}”已损坏、没有传完整，或没有画面。请在手机上播放一下，再选一次。"
)
VIDEO_UNKNOWN = Problem(
    "video_unknown",
    "视频“{name}”的存法不常见，去不掉里面的位置信息，没有收。请用手机相册或剪辑软件导出为 MP4 后再交。",
)
