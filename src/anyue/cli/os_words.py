"""What the system says when a file can't be read or written, in words that an office understands."""

import errno
from collections.abc import Mapping

READING: Mapping[int, str] = {
    errno.EISDIR: "这是一个文件夹，请给出里面的文件",
    errno.EACCES: "没有读取它的权限",
    errno.ENAMETOOLONG: "文件名太长",
}
WRITING: Mapping[int, str] = {
    errno.EISDIR: "这是一个文件夹，请写明文件名",
    errno.ENOENT: "要放进去的文件夹不存在，请先建好",
    errno.ENOTDIR: "要放进去的文件夹不存在，请先建好",
    # Windows says the same of a file that Word or Excel holds open.
    errno.EACCES: "没有写入的权限，或者它正在 Word、Excel 里开着，请先关闭",
    errno.EPERM: "没有写入的权限",
    errno.EROFS: "这个磁盘只能读，不能写",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "文件名太长",
}


def os_words(error: OSError, doing: Mapping[int, str]) -> str:
    """Why it failed: ours for what is common, else the system's own words."""
    return doing.get(error.errno or 0) or error.strerror or "系统没有说明原因"
