"""Firefox as it is installed, driven by WebDriver BiDi, the W3C's protocol that it speaks itself: Playwright
brings a Firefox of its own making, and geckodriver is in no package index.
"""

import base64
import io
import json
import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from websockets.sync.client import ClientConnection, connect

START_SECONDS = 60.0
REPLY_SECONDS = 60.0
PATIENCE = 30.0  # seconds until the page must show what is expected of it
ENTER = "\ue007"
# the middle of an element that two frames find at the same place, on top; an answer that arrives scrolls
_CLICKABLE = """async selector => {
    const element = document.querySelector(selector);
    if (!element) return null;
    element.scrollIntoView({ block: "nearest", behavior: "instant" });
    const frame = () => new Promise(requestAnimationFrame);
    const middle = () => {
        const box = element.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2].map(Math.round);
    };
    const before = middle();
    await frame();
    await frame();
    const [x, y] = middle();
    const still = before[0] === x && before[1] === y;
    return still && element.contains(document.elementFromPoint(x, y)) ? [x, y] : null;
}"""
_LISTENS = re.compile(r"WebDriver BiDi listening on (ws://\S+)")


def firefox() -> str | None:
    """The one that FIREFOX names, or the PATH has."""
    for path in (os.environ.get("FIREFOX", ""), *map(shutil.which, ("firefox-esr", "firefox"))):
        if path and os.access(path, os.X_OK):
            return str(path)
    return None


@contextmanager
def started(path: str, profile: Path, **preferences: object) -> Iterator["Firefox"]:
    """Firefox without a window, with a profile of its own."""
    profile.mkdir(parents=True)
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in preferences.items()]
    (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
    command = [path, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
    log = profile / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=out, env={**os.environ, "HOME": str(profile)})
    try:
        with connect(f"{_address(process, log)}/session", max_size=None) as line:
            yield Firefox(line)
    finally:
        process.kill()
        process.wait(START_SECONDS)


def _address(process: "subprocess.Popen[bytes]", log: Path) -> str:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        found = _LISTENS.search(log.read_text(encoding="utf-8", errors="replace"))
        if found:
            return found[1]
        time.sleep(0.1)
    raise RuntimeError(f"Firefox did not start:\n{log.read_text(errors='replace')[-2000:]}")


class Firefox:
    """One tab. `errors` are what the page and its policy complained of."""

    def __init__(self, line: ClientConnection) -> None:
        self._line = line
        self._sent = 0
        self.errors: list[str] = []
        self._ask("session.new", capabilities={})
        self._ask("session.subscribe", events=["log.entryAdded"])
        self._tab = self._ask("browsingContext.getTree")["contexts"][0]["context"]

    def size(self, width: int, height: int) -> None:
        """Of the page, in pixels."""
        viewport = {"width": width, "height": height}
        self._ask("browsingContext.setViewport", context=self._tab, viewport=viewport)

    def open(self, address: str) -> None:
        """Go there, and wait until all of it is loaded."""
        self._ask("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def reload(self) -> None:
        """Load the page again."""
        self._ask("browsingContext.reload", context=self._tab, wait="complete")

    def run(self, expression: str) -> Any:
        """What a JavaScript expression gives, through JSON."""
        found = self._ask(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then(found => JSON.stringify(found ?? null))",
            target={"context": self._tab},
            awaitPromise=True,
        )
        if found["type"] != "success":
            raise AssertionError(found["exceptionDetails"]["text"])
        return json.loads(found["result"]["value"])

    def until(self, expression: str) -> Any:
        """Wait for an expression to be true, and give what it is then."""
        end = time.monotonic() + PATIENCE
        while not (found := self.run(expression)):
            if time.monotonic() > end:
                raise TimeoutError(f"not within {PATIENCE} s: {expression}; complaints: {self.errors}")
            time.sleep(0.1)
        return found

    def type(self, text: str) -> None:
        """Press the key of each sign, where the focus is."""
        keys = [{"type": kind, "value": sign} for sign in text for kind in ("keyDown", "keyUp")]
        actions = [{"type": "key", "id": "keyboard", "actions": keys}]
        self._ask("input.performActions", context=self._tab, actions=actions)

    def click(self, selector: str) -> None:
        """Press the middle of what a selector names, once it stands still and nothing lies over it."""
        x, y = self.until(f"({_CLICKABLE})({json.dumps(selector)})")
        move = {"type": "pointerMove", "x": x, "y": y}
        press = [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        actions = [{"type": "pointer", "id": "mouse", "actions": [move, *press]}]
        self._ask("input.performActions", context=self._tab, actions=actions)

    def shoot(self, path: Path) -> None:
        """A picture of what is seen."""
        path.parent.mkdir(parents=True, exist_ok=True)
        picture = self._ask("browsingContext.captureScreenshot", context=self._tab)["data"]
        path.write_bytes(base64.b64decode(picture))

    def printed(self) -> str:
        """The words of the page on paper."""
        sheets = base64.b64decode(self._ask("browsingContext.print", context=self._tab)["data"])
        return "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(sheets)).pages)

    def _ask(self, method: str, **params: object) -> Any:
        self._sent += 1
        self._line.send(json.dumps({"id": self._sent, "method": method, "params": params}))
        while True:
            reply = json.loads(self._line.recv(timeout=REPLY_SECONDS))
            if reply.get("type") == "event":
                if reply["params"]["level"] == "error":
                    self.errors.append(reply["params"]["text"])
            elif reply["id"] == self._sent:
                if reply["type"] == "error":
                    raise AssertionError(f"{method}: {reply['message']}")
                return reply["result"]
