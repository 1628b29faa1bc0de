from pathlib import Path

from tools.duplicates import LENGTH, duplicates, source_files

PASSAGE = "".join(f"    value_{number} = work({number})\n" for number in range(LENGTH))


def write(folder: Path, **texts: str) -> list[Path]:
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return source_files([str(folder)])


def test_a_passage_in_two_files_is_found_once(tmp_path: Path) -> None:
    files = write(tmp_path, one=f"def f():\n{PASSAGE}", two=f"def g():\n    x = 1\n{PASSAGE}")
    (found,) = duplicates(files)
    assert found.startswith(f"{tmp_path / 'one.py'}:2 and {tmp_path / 'two.py'}:3 ")


def test_a_passage_twice_in_one_file_is_found(tmp_path: Path) -> None:
    files = write(tmp_path, one=f"def f():\n{PASSAGE}\ndef g():\n{PASSAGE}")
    assert len(list(duplicates(files))) == 1


def test_comments_and_blank_lines_hide_nothing(tmp_path: Path) -> None:
    spaced = PASSAGE.replace("\n", "\n\n    # A remark.\n")
    assert len(list(duplicates(write(tmp_path, one=f"def f():\n{PASSAGE}", two=f"def g():\n{spaced}")))) == 1


def test_shared_imports_and_docstrings_are_no_finding(tmp_path: Path) -> None:
    start = '"""' + "text\n" * LENGTH + '"""\n' + "".join(f"import module_{n}\n" for n in range(LENGTH))
    assert list(duplicates(write(tmp_path, one=start, two=start))) == []
