"""How smoothly the page to explore a ledger moves: pictures a second while it is dragged.

    python bench/explorer.py PAGE.html [--seconds 3]

The page is opened in Chromium without a screen, 1,300 by 800 pixels, as
`reportedly graph -o PAGE.html` wrote it. Prints one JSON line: seconds until the page stood, and
for the whole, for events as cards and for strips that can be read, how many pictures a second
were drawn while it moved at each of them, with the slowest picture in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import shutil
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

_ZOOMED = {"whole": 0, "cards": 7, "strips": 18}  # turns of the wheel

_MOVE = """([seconds, turns]) => new Promise((done) => {
  const canvas = document.getElementById("graph"), box = canvas.getBoundingClientRect();
  const at = (x, y) => ({
    bubbles: true, cancelable: true, pointerId: 1, clientX: box.left + x, clientY: box.top + y });
  const turn = (by) => canvas.dispatchEvent(
    new WheelEvent("wheel", { ...at(300, 200), deltaY: by }));
  const point = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type, at(x, y)));
  for (let n = 0; n < turns; n++) turn(-100);
  canvas.setPointerCapture = () => {};
  point("pointerdown", 300, 300);
  let frames = 0, slowest = 0, last = performance.now();
  const start = last;
  const step = (now) => {
    slowest = frames ? Math.max(slowest, now - last) : 0;
    last = now;
    if (now - start > 1000 * seconds) { done([frames / (now - start) * 1000, slowest]); return; }
    frames++;
    point("pointermove", 300 + 80 * Math.sin(frames / 9), 300 + 60 * Math.cos(frames / 7));
    turn(frames % 20 < 10 ? -4 : 4);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("page", type=Path)
    parser.add_argument("--seconds", type=float, default=3)
    options = parser.parse_args()
    result: dict[str, object] = {
        "bench": "explorer",
        "mb": round(options.page.stat().st_size / 1e6, 1),
    }
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for name, turns in _ZOOMED.items():
            page = browser.new_page(viewport={"width": 1300, "height": 800})
            start = time.perf_counter()
            page.goto(options.page.resolve().as_uri())
            result["load_s"] = round(time.perf_counter() - start, 2)
            frames, slowest = page.evaluate(_MOVE, [options.seconds, turns])
            result[name] = {"per_second": round(frames, 1), "slowest_ms": round(slowest)}
            page.close()
        browser.close()
    print(json.dumps(result))


if __name__ == "__main__":
    main()
