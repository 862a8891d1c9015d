"""The picture of the demo, taken from its own page."""

import asyncio
import shutil

from playwright.async_api import Page, async_playwright

from bot import demo
from tests.pictures.stage import FLAGS


async def photographed(folder):
    address: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    serving = asyncio.ensure_future(demo.in_browser(address.set_result))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS
        )
        page = await browser.new_page(viewport={"width": 1000, "height": 1180})
        await page.goto(await address)
        await _type_an_alert(page)
        folder.mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=folder / "demo.png")
        await browser.close()
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)
    print(folder / "demo.png")


async def _type_an_alert(page: Page) -> None:
    """As a visitor would: in the page's own composer, and until the answer stands there."""
    composer = page.get_by_placeholder("Message #jobs")
    await composer.wait_for()
    await composer.click()
    await page.keyboard.type("/alert new")
    await page.get_by_text("+22 optional").wait_for()
    await page.keyboard.press("Enter")
    await page.get_by_text("no_pay_shown").wait_for()
    await page.keyboard.type("keywords")
    await page.keyboard.press("Enter")
    await page.keyboard.type("engineer python OR go")
    await page.keyboard.press("Enter")
    await page.get_by_text("Only you can see this").wait_for()
    await page.get_by_role("button", name="Why?").and_(page.locator(":enabled")).wait_for()
