"""`anyue` without a command: a page on this computer that adds up a folder of returned tables.

For a clerk who has never seen a terminal. It listens on 127.0.0.1 only, under an address that nobody can
guess, keeps its files in a temporary folder and is gone when it is closed.
"""

import signal
import webbrowser
from contextlib import suppress

from anyue.cli.desk.server import DeskServer

_DONE = 0
# What a system sends when the terminal's window is closed or the person signs out; Windows has its own.
_CLOSING = ("SIGTERM", "SIGHUP", "SIGBREAK")


def main(_argv: list[str]) -> int:
    """Open the page in the browser and serve it until it is closed, left alone for long, or Ctrl-C."""
    with DeskServer() as server:
        for name in _CLOSING:
            if number := getattr(signal, name, None):
                signal.signal(number, lambda *_: server.stop())
        print(f"已在浏览器里打开汇总页面：{server.address}", flush=True)
        print(
            "没有自动打开的，请把上面的地址复制到浏览器。文件只在这台电脑上处理，关闭本窗口即结束。",
            flush=True,
        )
        # A machine without a browser still serves the page.
        with suppress(webbrowser.Error):
            webbrowser.open(server.address)
        server.serve()
    return _DONE
