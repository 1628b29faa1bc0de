"""One run of `anyue collect`: the form, the list, the files; then the total and what goes with it."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from anyue.cli.collect.folder import Folder, list_folder
from anyue.cli.collect.options import Options
from anyue.cli.collect.out import sidecars, write_all, write_files
from anyue.cli.collect.readings import read_folder, read_limited
from anyue.cli.collect.summary import summary
from anyue.cli.progress import Progress
from anyue.cli.terminal import UsageError
from anyue.core.collect.blank import read_blank, read_blank_register
from anyue.core.collect.collect import Collected, Returned, collect
from anyue.core.collect.roster import read_roster
from anyue.core.collect.senders import Senders
from anyue.core.errors import NOTHING_RETURNED, AnyueError
from anyue.core.forms.returned.register import Entry, read_register
from anyue.core.forms.returned.template import Template

_DONE = 0


def run(options: Options) -> int:
    """Collect once; AnyueError where the form or the list can't be used, or nothing came back."""
    blank = Path(options.form).read_bytes()
    senders = Senders(_roster(options.units))
    if options.register:
        _registers(options, blank, senders)
    else:
        _sums(options, blank, senders)
    return _DONE


def _sums(options: Options, blank: bytes, senders: Senders) -> None:
    template = read_blank(blank, Path(options.form).name)
    suffix = Path(options.form).suffix
    if options.output and Path(options.output).suffix.lower() != suffix.lower():
        raise UsageError(f"汇总表与空白表格式相同，-o 的文件名请以 {suffix} 结尾。")
    outputs = sidecars(options.output) if options.output else {}
    folder = _folder(options, outputs.values())
    progress = Progress(len(folder.files))
    try:
        readings = read_folder(template, folder.files, progress.show)
    finally:
        progress.wipe()
    collected = collect(template, senders, readings, empty_is_zero=options.empty_is_zero)
    if outputs:
        write_all(template, blank, collected, outputs)
    if options.json:
        _print_json(collected, folder, {"total": list(collected.total)})
    else:
        print(summary(template.title, collected, folder, tuple(outputs.values())))


def _registers(options: Options, blank: bytes, senders: Senders) -> None:
    form = read_blank_register(blank, Path(options.form).name)
    if options.output and Path(options.output).suffix.lower() != ".xlsx":
        raise UsageError("登记表合并为一张 Excel 表，-o 的文件名请以 .xlsx 结尾。")
    outputs = (options.output,) if options.output else ()
    folder = _folder(options, outputs)
    progress = Progress(len(folder.files))
    readings = []
    entries: dict[str, Sequence[Entry]] = {}
    for name, path in folder.files:
        progress.show(name)
        reading, entries[name] = read_register(form, read_limited(path), name)
        readings.append(reading)
    progress.wipe()
    collected = collect(Template(form.title, (), (), {}), senders, readings)
    if options.output:
        from anyue.core.collect.merged import build_merged  # noqa: PLC0415  openpyxl is slow to load.

        merged = build_merged(form, collected, entries)
        write_files({options.output: lambda out: out.write(merged)})
    if options.json:
        counted = {one.file for one in collected.files if one.counted}
        rows = [{"file": file, "entries": list(said)} for file, said in entries.items() if file in counted]
        _print_json(collected, folder, {"fields": list(form.fields), "rows": rows})
    else:
        print(summary(form.title, collected, folder, outputs))


def _folder(options: Options, outputs: Iterable[str]) -> Folder:
    own = (options.form, *(() if options.units is None else (options.units,)), *outputs)
    folder = list_folder(options.paths, without=own)
    if not folder.files:
        raise AnyueError(NOTHING_RETURNED, name="、".join(options.paths))
    return folder


def _roster(path: str | None) -> tuple[str, ...]:
    return read_roster(Path(path).read_bytes(), Path(path).name) if path else ()


def _print_json(collected: Collected, folder: Folder, more: dict[str, object]) -> None:
    """One object, printed file by file: thousands of them as one text would take much memory."""
    told = {
        **more,
        "texts": {str(index): [list(one) for one in told] for index, told in collected.texts.items()},
        "missing_units": list(collected.missing),
        "ignored": list(folder.ignored),
        "warnings": [
            {"code": f.code, "where": list(f.where), "message": f.message} for f in collected.findings
        ],
    }
    before = '{"files": ['
    for one in collected.files:
        print(before, json.dumps(_file(one), ensure_ascii=False), sep="", end="")
        before = ", "
    print("],", json.dumps(told, ensure_ascii=False)[1:])


def _file(one: Returned) -> dict[str, object]:
    problems = [{"code": f.code, "where": list(f.where) or None, "message": f.message} for f in one.findings]
    return {
        "file": one.file,
        "unit": one.unit,
        "values": list(one.values),
        "problems": problems,
        "counted": one.counted,
    }
