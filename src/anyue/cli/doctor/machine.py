"""Checks of the machine: its files, its disk, what is installed on it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from anyue.cli.backup.manifest import DATABASE, KEY_FILES
from anyue.cli.doctor.finding import Finding, Weight
from anyue.cli.doctor.settings import is_reachable

_LEAST_FREE = 1 << 30


def check_private_files() -> Iterator[Finding]:
    """Keys, the database and what people sent are for the user alone who runs the program."""
    if os.name == "nt":
        return
    for path in (
        *(settings.VAR / name for name in KEY_FILES),
        settings.VAR / DATABASE,
        Path(settings.MEDIA_ROOT),
    ):
        if path.exists() and path.stat().st_mode & 0o077 and settings.VAR.stat().st_mode & 0o077:
            what = f"本机的其他用户能读“{path}”。"
            yield Finding(
                Weight.SERIOUS, what, f"运行 chmod go-rwx '{path}'，或者 chmod 700 '{settings.VAR}'。"
            )


def check_keys() -> Iterator[Finding]:
    """Whoever takes the folder away must not have what it is locked with too (GB/T 22239-2019, 8.1.4.8)."""
    there = [name for name in KEY_FILES if (settings.VAR / name).exists()]
    if not there:
        return
    if backups := sorted(path.name for path in settings.VAR.rglob("*.backup") if path.is_file()):
        what = f"备份“{backups[0]}”和密钥放在同一个文件夹“{settings.VAR}”。"
        yield Finding(Weight.SERIOUS, what, "把备份移到另一台机器；密钥另存一份，不要与备份放在一起。")
    if (settings.VAR / DATABASE).exists():
        weight = Weight.WARNING if is_reachable() else Weight.HINT
        what = f"密钥（{'、'.join(there)}）和数据库放在同一个文件夹，拿走文件夹就能打开号码。"
        todo = (
            "把文件里的内容写进环境变量 ANYUE_SECRET_KEY、ANYUE_MOBILE_KEY、ANYUE_INDEX_KEY"
            "（多行的用逗号连接），再移走这些文件。"
        )
        yield Finding(weight, what, todo)


def check_disk() -> Iterator[Finding]:
    """A full disk stops everybody from writing."""
    free = shutil.disk_usage(settings.VAR).free
    if free < _LEAST_FREE:
        what = f"磁盘只剩 {free >> 20} MB。"
        yield Finding(Weight.SERIOUS, what, "清理磁盘，或把 ANYUE_VAR 移到更大的磁盘。")


def check_fonts() -> Iterator[Finding]:
    """Documents for print want a font with Chinese characters."""
    listing = shutil.which("fc-list")
    if listing is None:
        return
    told = subprocess.run([listing, ":lang=zh-cn"], capture_output=True, check=False)  # noqa: S603  As found on the path.
    if not told.stdout.strip():
        yield Finding(
            Weight.HINT, "本机没有中文字体。", "需要在本机打印或转换文件时，请安装，例如 fonts-noto-cjk。"
        )


def check_office() -> Iterator[Finding]:
    """Old .doc, .xls and .wps files are opened by LibreOffice."""
    if shutil.which("soffice") is None:
        todo = "需要读 .doc、.xls、.wps 时请安装 LibreOffice；不安装也能读 .docx 和 .xlsx。"
        yield Finding(Weight.HINT, "本机没有 LibreOffice。", todo)
