"""Chromium driven by its own driver, with what it asked for and complained of."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from program import PATIENCE

_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

#: The rules that a page is judged by; those of colours again where it is dark.
Rules = Mapping[str, object]
ALL: Rules = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
COLOURS: Rules = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


@dataclass(frozen=True, slots=True)
class Browser:
    """One window; each page is opened at a width, in light or dark."""

    driver: Chrome

    def open(
        self, page: Path | str, *, width: int = 1100, scheme: str = "light", scripts: bool = True
    ) -> None:
        """Load a page anew; what was logged before is forgotten."""
        self.command("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.resize(width)
        self.emulate(scheme)
        self.driver.get("about:blank")
        self.complaints()
        self.requests()
        self.driver.get(page.as_uri() if isinstance(page, Path) else page)

    def resize(self, width: int) -> None:
        screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        self.command("Emulation.setDeviceMetricsOverride", **screen)

    def emulate(self, scheme: str, media: str = "") -> None:
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.command("Emulation.setEmulatedMedia", media=media, features=features)

    def command(self, name: str, /, **arguments: object) -> Any:  # noqa: ANN401 - whatever it answers
        return self.driver.execute_cdp_cmd(name, arguments)

    def js(self, script: str, *arguments: object) -> Any:  # noqa: ANN401
        return self.driver.execute_script(f"return {script}", *arguments)

    def find(self, selector: str) -> WebElement:
        """The first such element; the answer to a form may be on its way."""
        wait = WebDriverWait(self.driver, PATIENCE, 0.05)
        return wait.until(lambda driver: driver.find_element(By.CSS_SELECTOR, selector))

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def wait(self, script: str) -> None:
        """Until an expression of JavaScript is true."""
        WebDriverWait(self.driver, PATIENCE, 0.05).until(lambda _: self.js(script))

    def complaints(self) -> list[str]:
        """What the console has said since it was asked last."""
        return [entry["message"] for entry in self._log("browser")]

    def requests(self) -> list[str]:
        """Every address that was asked for since this was asked last."""
        events = (json.loads(entry["message"])["message"] for entry in self._log("performance"))
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]

    def _log(self, kind: str) -> list[dict[str, str]]:
        entries: list[dict[str, str]] = self.driver.get_log(kind)  # type: ignore[no-untyped-call]
        return entries


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """Start Chromium with its profile in a folder, and end it."""
    options = ChromeOptions()
    options.binary_location = _installed("chromium")
    for flag in (*_FLAGS, f"--user-data-dir={folder}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=Service(_installed("chromedriver")))
    try:
        yield Browser(driver)
    finally:
        driver.quit()


def _installed(program: str) -> str:
    path = shutil.which(program)
    assert path, f"{program} is not installed"
    return path


def violations(page: Browser, rules: Rules = ALL) -> list[tuple[str, str]]:
    """Each rule of axe-core that the page breaks as it is drawn now, with the first place of it."""
    page.driver.execute_script(Path(os.environ["ORGSHELF_AXE"]).read_text(encoding="utf-8"))
    found = page.driver.execute_async_script(
        "const [rules, done] = arguments;"
        "axe.run({runOnly: rules, resultTypes: ['violations'], selectors: false})"
        ".then(result => done(result.violations.map(v => [v.id, v.nodes[0].html])))",
        rules,
    )
    return [(rule, place) for rule, place in found]
