"""Chromium driven by its own driver, with what it asked for and complained of."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

PATIENCE = 15.0  # seconds

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


@dataclass(frozen=True, slots=True)
class Browser:
    """One window; each page is opened at a width, in light or dark."""

    driver: Chrome

    def open(
        self, page: Path | str, *, width: int = 1100, scheme: str = "light", scripts: bool = True
    ) -> None:
        """Load a page anew; what was logged before is forgotten."""
        self.command("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.command(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=False,
        )
        self.emulate(scheme)
        self.driver.get("about:blank")
        self.complaints()
        self.requests()
        self.driver.get(page.as_uri() if isinstance(page, Path) else page)

    def emulate(self, scheme: str, media: str = "") -> None:
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.command("Emulation.setEmulatedMedia", media=media, features=features)

    def command(self, name: str, **arguments: object) -> Any:  # noqa: ANN401 - whatever it answers
        return self.driver.execute_cdp_cmd(name, arguments)

    def js(self, script: str, *arguments: object) -> Any:  # noqa: ANN401
        return self.driver.execute_script(f"return {script}", *arguments)

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

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


def axe() -> str:
    """The script of axe-core."""
    return Path(os.environ["ORGSHELF_AXE"]).read_text(encoding="utf-8")
