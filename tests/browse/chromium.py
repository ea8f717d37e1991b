"""A headless Chromium that opens a page at a width and a theme, and says what is on it.

async with Chromium.started(folder) as browser:
    await browser.open("http://127.0.0.1:8001/", width=360, dark=True)
    assert "50,000" in await browser.text()
"""

from __future__ import annotations

import asyncio
import base64
import json
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--hide-scrollbars", "--remote-debugging-port=0",
)  # fmt: skip


class Chromium:
    """One tab, driven by the browser's own debugging protocol."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket, self._number = socket, 0
        self.complaints: list[str] = []
        self._view: dict[str, Any] = {}

    @classmethod
    @asynccontextmanager
    async def started(cls, folder: Path) -> AsyncIterator[Chromium]:
        """A browser with its profile in `folder`, ended with the block."""
        assert PROGRAM, "no Chromium here"
        command = [PROGRAM, *OPTIONS, f"--user-data-dir={folder}", "about:blank"]
        quiet = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(*command, stdout=quiet, stderr=quiet)
        try:
            async with aiohttp.ClientSession() as session:
                address = f"http://127.0.0.1:{await _port(folder)}/json/list"
                async with session.get(address) as answer:
                    tab = next(tab for tab in await answer.json() if tab["type"] == "page")
                async with session.ws_connect(tab["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                    browser = cls(socket)
                    for domain in ("Page", "Log", "Runtime"):
                        await browser.call(f"{domain}.enable")
                    yield browser
        finally:
            process.terminate()
            await process.wait()

    async def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Calls the browser and waits for its answer; errors of the page go to `complaints`."""
        self._number += 1
        await self._socket.send_json({"id": self._number, "method": method, "params": params})
        while True:
            message = await self._socket.receive_json(timeout=30)
            if message.get("method") == "Log.entryAdded":
                self.complaints.append(message["params"]["entry"]["text"])
            if message.get("id") == self._number:
                assert "error" not in message, message
                result: dict[str, Any] = message["result"]
                return result

    async def open(self, url: str, *, width: int = 1280, height: int = 900, dark: bool = False) -> None:
        """Opens a page and waits until it has loaded."""
        await self.resize(width=width, height=height, dark=dark)
        await self.call("Page.navigate", url=url)
        await self._loaded()

    async def resize(self, *, width: int, height: int = 900, dark: bool) -> None:
        """Gives the window this size and theme, whatever page it shows."""
        self._view = {"width": width, "height": height, "dark": dark}
        await self.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 500,
        )
        theme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        await self.call("Emulation.setEmulatedMedia", features=[theme])

    async def _loaded(self) -> None:
        ready = "document.readyState == 'complete' && !location.href.startsWith('about') && !window.leaving"
        while not await self.run(ready):
            await asyncio.sleep(0.02)

    async def follow(self, selector: str) -> None:
        """Opens where the first link that fits the selector leads, at the same width and in the same theme."""
        await self.open(await self.run(f"document.querySelector({json.dumps(selector)}).href"), **self._view)

    async def submit(self, selector: str) -> None:
        """Sends a form and waits for the page that answers."""
        await self.run(f"window.leaving = true, document.querySelector({json.dumps(selector)}).submit()")
        await self._loaded()

    async def run(self, script: str) -> Any:
        """The value of a JavaScript expression on the page."""
        answer = await self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    async def text(self) -> str:
        """The words that a reader sees."""
        return str(await self.run("document.body.innerText"))

    async def picture(self, path: Path, *, full: bool = True) -> None:
        """A screenshot of the page as PNG; of the whole page, or of what is in view."""
        shot = await self.call("Page.captureScreenshot", format="png", captureBeyondViewport=full)
        path.write_bytes(base64.b64decode(shot["data"]))


async def _port(folder: Path) -> int:
    """The port that the browser wrote down when it was ready."""
    note = folder / "DevToolsActivePort"
    for _ in range(600):
        if note.exists() and (lines := note.read_text().splitlines()):
            return int(lines[0])
        await asyncio.sleep(0.05)
    raise TimeoutError("Chromium did not start in 30 s")
