"""The site in a real browser, opened from disk."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from tests.report_site.conftest import Place

DESKTOP, PHONE = (1280, 900), (390, 844)
TWIN_TOWN = "veldermonde-stedenband.pdf"


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[webdriver.Chrome]:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not browser or not driver:
        pytest.skip("no chromium with chromedriver; on Debian: apt install chromium chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = browser
    profile = tmp_path_factory.mktemp("profile")
    # No sandbox: build machines run as root. Less motion: nothing to wait for after a scroll.
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--force-prefers-reduced-motion"):
        options.add_argument(argument)
    options.add_argument(f"--user-data-dir={profile}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driving = webdriver.Chrome(options=options, service=Service(driver))
    yield driving
    driving.quit()


class Reader:
    """Somebody at the site."""

    def __init__(self, driver: webdriver.Chrome, place: Place) -> None:
        self.driver = driver
        self.place = place

    def open(self, page: str, size: tuple[int, int] = DESKTOP) -> None:
        measures = {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": size == PHONE}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", measures)
        self.driver.get("about:blank")
        self.driver.get((self.place.site / page.partition("?")[0]).as_uri() + page[len(page.partition("?")[0]) :])
        self.wait("return document.readyState === 'complete'")

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def run(self, script: str, *values: object) -> Any:
        return self.driver.execute_script(script, *values)

    def wait(self, script: str) -> None:
        WebDriverWait(self.driver, 20, 0.05).until(lambda driver: driver.execute_script(script))

    def complaints(self) -> list[str]:
        return [entry["message"] for entry in self.driver.get_log("browser")]


@pytest.fixture
def reader(chromium: webdriver.Chrome, made: Place) -> Reader:
    reader = Reader(chromium, made)
    reader.complaints()
    return reader


def rows(place: Place, query: str, *values: object) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(place.processed / "tables" / "letters.sqlite")) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query, values)]


def letter_id(place: Place, file_name: str) -> str:
    return str(rows(place, "SELECT letter_id FROM letters WHERE file_name = ?", file_name)[0]["letter_id"])


def outlined(reader: Reader) -> tuple[int, list[float]]:
    """The page and the box, in PDF points, that is outlined on its picture. It must be in sight."""
    reader.wait("return document.querySelector('rect.chosen-box') !== null")
    reader.wait(
        "const i = document.querySelector('figure:has(.chosen-box) img'); return i.complete && i.naturalWidth > 0"
    )
    page, box, seen = reader.run(
        """
        const rect = document.querySelector('rect.chosen-box');
        const figure = rect.closest('figure');
        const image = figure.querySelector('img').getBoundingClientRect();
        const shown = rect.getBoundingClientRect();
        const pane = document.querySelector('.pages').getBoundingClientRect();
        const [x, y] = [image.width / rect.ownerSVGElement.viewBox.baseVal.width,
                        image.height / rect.ownerSVGElement.viewBox.baseVal.height];
        return [Number(figure.dataset.page),
                [(shown.left - image.left) / x, (shown.top - image.top) / y,
                 (shown.right - image.left) / x, (shown.bottom - image.top) / y],
                shown.top >= pane.top && shown.bottom <= pane.bottom];
        """
    )
    assert seen, "the outline is out of sight"
    return page, box


def printed_there(pdf: Path, page_number: int, box: list[float]) -> str:
    """What another reader finds on the paper in that box."""
    with pdfplumber.open(pdf) as opened:
        return " ".join(opened.pages[page_number - 1].crop(tuple(box)).extract_text().split())


def test_search_open_a_letter_click_a_name_and_see_it_outlined_where_it_is_printed(reader: Reader) -> None:
    reader.open("index.html")
    reader.find("#q").send_keys("larkin harbour")
    reader.wait("return document.querySelectorAll('#letters tbody tr').length === 1")
    reader.find("#letters tbody a").click()
    reader.wait("return document.body.className === 'letter' && document.readyState === 'complete'")
    mention = rows(
        reader.place,
        "SELECT * FROM mentions WHERE letter_id = ? AND label = 'PERSON' AND page_number > 1 ORDER BY start_char",
        letter_id(reader.place, TWIN_TOWN),
    )[0]
    mark = reader.find(f"#{mention['mention_id'].partition('-men')[1][1:]}{mention['mention_id'].partition('-men')[2]}")
    assert mark.text == mention["text"]
    mark.click()
    page, box = outlined(reader)
    assert page == mention["page_number"]
    assert box == pytest.approx([mention[side] for side in ("x0", "top", "x1", "bottom")], abs=3)
    assert printed_there(reader.place.folder / "raw" / TWIN_TOWN, page, box) == mention["text"]
    assert reader.complaints() == []


def test_a_row_of_the_tables_leads_to_its_place(reader: Reader) -> None:
    reader.open(f"letters/{letter_id(reader.place, TWIN_TOWN)}.html")
    reader.find("#tab-dates").click()
    row = reader.all("#panel-dates tr.row")[-1]
    text = row.find_element(By.CSS_SELECTOR, "td").text
    row.click()
    page, box = outlined(reader)
    assert text.split()[0] in printed_there(reader.place.folder / "raw" / TWIN_TOWN, page, box)


def test_a_date_in_the_timeline_leads_to_its_place(reader: Reader) -> None:
    reader.open("dates.html")
    reader.wait("return document.body.dataset.charts === 'drawn'")
    assert reader.all(".drawing svg path")
    link = reader.find("#dates tbody a")
    text = link.text
    link.click()
    reader.wait("return document.body.className === 'letter'")
    outlined(reader)
    assert reader.find("mark.chosen").text == text
    assert reader.complaints() == []


def test_filters_and_sorting_narrow_and_order_the_list(reader: Reader) -> None:
    reader.open("index.html?problem=any")
    reader.wait("return document.querySelectorAll('#letters tbody tr').length >= 1")
    assert "web page.pdf" in reader.find("#letters tbody").text
    reader.find("#clear").click()
    reader.wait("return document.querySelectorAll('#letters tbody tr').length === 5")
    reader.find("th[data-column=subject] button").click()
    titles = [link.text.casefold() for link in reader.all("#letters tbody td.subject a")]
    assert titles == sorted(titles)
    assert reader.find("th[data-column=subject]").get_attribute("aria-sort") == "ascending"


def test_the_keyboard_is_enough(reader: Reader) -> None:
    reader.open(f"letters/{letter_id(reader.place, TWIN_TOWN)}.html")
    mark = reader.find("#panel-text mark[role=button]")
    reader.run("arguments[0].focus()", mark)
    mark.send_keys(Keys.ENTER)
    outlined(reader)
    assert mark.get_attribute("aria-pressed") == "true"
    mark.send_keys(Keys.ESCAPE)
    assert not reader.all(".chosen-box")
    reader.run("arguments[0].focus()", reader.find("#tab-text"))
    reader.find("#tab-text").send_keys(Keys.ARROW_RIGHT)
    assert reader.find("#tab-names").get_attribute("aria-selected") == "true"
    assert reader.find("#panel-names").is_displayed()


def test_the_language_stays_chosen_from_page_to_page(reader: Reader) -> None:
    reader.open("index.html")
    reader.find("#other-language").click()
    assert reader.find("h1").text == "Letters"
    reader.find("nav a[href^='overview']").click()
    reader.wait("return document.querySelector('h1').textContent === 'Overview'")
    reader.find("#other-language").click()
    assert reader.find("h1").text == "Overzicht"


def test_who_occurs_with_whom_can_be_asked_of_a_name(reader: Reader) -> None:
    reader.open("network.html")
    first = reader.find("#companions button.name")
    name = first.text
    first.click()
    assert reader.find("#companions h2").text.startswith(name)
    assert reader.all("#network .dot.chosen")
    assert reader.complaints() == []


def test_a_letter_that_means_harm_does_none(reader: Reader) -> None:
    reader.open("index.html")
    reader.find("#q").send_keys("<script>")
    reader.wait("return document.querySelectorAll('#letters tbody tr').length === 1")
    for page in ("index.html", f"letters/{letter_id(reader.place, 'harm.pdf')}.html", "dates.html", "network.html"):
        reader.open(page)
        assert reader.run("return window.harmed") is None
    assert reader.complaints() == []


def test_the_site_asks_the_network_for_nothing(reader: Reader) -> None:
    reader.driver.get_log("performance")
    for page in ("index.html", "overview.html", f"letters/{letter_id(reader.place, TWIN_TOWN)}.html"):
        reader.open(page)
    sent = [entry["message"] for entry in reader.driver.get_log("performance")]
    requests = [message for message in sent if '"Network.requestWillBeSent"' in message]
    assert requests
    assert not [message for message in requests if '"url":"http' in message]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("page", ["index.html", "dates.html", "network.html", "overview.html", "letter", "failed"])
def test_no_page_shuts_anyone_out(reader: Reader, page: str, size: tuple[int, int]) -> None:
    files = {"letter": TWIN_TOWN, "failed": "web page.pdf"}
    reader.open(f"letters/{letter_id(reader.place, files[page])}.html" if page in files else page, size)
    assert reader.run("return document.documentElement.scrollWidth <= innerWidth"), "it has to be scrolled sideways"
    package = find_spec("axe_core_python")
    assert package is not None
    assert package.origin is not None
    reader.run((Path(package.origin).parent / "axe.min.js").read_text(encoding="utf-8"))
    found = reader.driver.execute_async_script(
        "const done = arguments[0]; document.querySelectorAll('.panel').forEach((panel) => { panel.hidden = false; });"
        "axe.run().then((results) => done(results.violations))"
    )
    serious = [violation for violation in found if violation["impact"] in ("serious", "critical")]
    assert not serious, [(violation["id"], [node["html"] for node in violation["nodes"]][:3]) for violation in serious]
