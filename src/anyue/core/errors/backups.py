"""Problems of backups and of restoring them."""

from anyue.core.errors import Problem

NOT_HERE = Problem(
    "backup_not_here",
    "本机用的是 PostgreSQL，请用 pg_dump 或 pgBackRest 备份数据库，并另外备份 ANYUE_VAR 下的 files 文件夹"
    "（见 docs/guide-operators.md）。",
)
EXISTS = Problem("backup_exists", "“{name}”已经存在，没有覆盖。请换一个文件名，例如加上日期。")
KEYS_OPEN = Problem("backup_keys_open", "密钥只能放进加密的备份。请加上 --encrypt 或 --passphrase-file。")
BROKEN = Problem(
    "backup_broken", "“{name}”不是完整的备份：文件已损坏、没有传完，或者口令不对。没有作任何改动。"
)
DATABASE_FAULTY = Problem("database_faulty", "数据库自查没有通过（{what}），没有备份。请用以前的备份恢复。")
PASSPHRASE_MISSING = Problem("passphrase_missing", "需要口令。请在终端里运行，或用 --passphrase-file 给出。")
PASSPHRASE_SHORT = Problem("passphrase_short", "口令至少 {shortest} 个字符。请换一个长的。")
PASSPHRASE_DIFFERS = Problem("passphrase_differs", "两次输入的口令不一样。请重新运行。")
RESTORE_USED = Problem(
    "restore_used", "这里已经有账号和数据，没有恢复。确要替换，请加上 --replace；现有的数据会另存。"
)
RESTORE_RUNNING = Problem("restore_running", "网页服务或别的命令正在使用数据库，没有恢复。请先停止它们。")
RESTORE_NEWER = Problem(
    "restore_newer", "备份来自更新的版本（{version}），本机的版本读不了。请先升级程序再恢复。"
)
RESTORE_ELSEWHERE = Problem("restore_elsewhere", "数据库不在 ANYUE_VAR 里（{name}），没有恢复。")
