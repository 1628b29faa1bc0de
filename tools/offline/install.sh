#!/bin/sh
# Installs Anyue on a machine without a network, from the wheels beside this script: sh install.sh [FOLDER]
set -eu

here=$(cd "$(dirname "$0")" && pwd)
target=${1:-/opt/anyue}

python=
for name in "${PYTHON:-}" python3.13 python3.12 python3.11 python3; do
    # The wheels are for these versions only; pip would fail on others without saying so.
    if [ -n "$name" ] && "$name" -c 'import sys, venv, ensurepip
sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    echo '缺少 Python 3.11、3.12 或 3.13（含 venv 模块）。请从本单位的系统安装源安装，例如：' >&2
    echo '  Debian、Ubuntu：sudo apt install python3 python3-venv' >&2
    echo '  openEuler、Fedora：sudo dnf install python3 python3-pip' >&2
    echo '已装在别处的，可以指明：PYTHON=/路径/python3.12 sh install.sh' >&2
    exit 1
fi

echo "使用 $("$python" --version)，安装到 $target"
mkdir -p "$target"
"$python" -m venv --clear "$target/venv"
"$target/venv/bin/python" -m pip install --disable-pip-version-check --no-index --find-links "$here/wheels" \
    --require-hashes -r "$here/requirements.txt"

echo
echo "安装完成：$("$target/venv/bin/anyue" --version)"
echo "试用演示：cd '$target' && venv/bin/anyue demo && venv/bin/anyue serve"
