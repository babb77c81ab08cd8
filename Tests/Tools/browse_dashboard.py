"""Uses the dashboard of a real `scout-ecr serve` in a real browser, with customers' stacks on a local AWS; reports as JSON.

The documentation's steps for the first registry and for a further one: from *Create on AWS* to *Connected* to an activated
repository; then a stack that fails, a removal, and the same first steps without scripts. Every page is looked at in light,
dark and narrow, and checked by axe-core.

Exit 0 with the report on stdout, or 1 with the reason, the page and the service's log on stderr. Every wait has a limit.
"""

import argparse
import base64
import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from selenium import webdriver
from selenium.common.exceptions import TimeoutException, WebDriverException
from selenium.webdriver.chrome.service import Service as DriverService
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select, WebDriverWait

import set_up_integrations as setup

LOOKS = {
    "light": {"width": 1200, "height": 900, "scheme": "light", "mobile": False},
    "dark": {"width": 1200, "height": 900, "scheme": "dark", "mobile": False},
    "narrow": {"width": 390, "height": 844, "scheme": "light", "mobile": True},
}


class Gate:
    """Stands before the local AWS's STS and lets nothing through while it is closed, so that a set-up can be looked at."""

    def __init__(self, endpoint_url):
        self.is_open = threading.Event()
        gate = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if not gate.is_open.is_set():
                    return self.answer(503, b"")
                headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
                request = urllib.request.Request(endpoint_url + self.path, body, headers)
                try:
                    with urllib.request.urlopen(request, timeout=30) as response:
                        self.answer(response.status, response.read())
                except urllib.error.HTTPError as error:
                    self.answer(error.code, error.read())

            def answer(self, status, body):
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


class Browser:
    """A headless Chromium on the dashboard."""

    def __init__(self, base, seconds, scripts=True):
        self.base, self.seconds = base, seconds
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for argument in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1200,900"]:
            options.add_argument(argument)
        if not scripts:
            options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=DriverService("/usr/bin/chromedriver"))
        self.driver.set_page_load_timeout(seconds)
        self.home = self.driver.current_window_handle

    def open(self, path):
        self.driver.get(self.base + path)

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def text(self, selector="main"):
        return self.find(selector).text

    def press(self, selector):
        """Presses what leads to another page, and waits for that."""
        page = self.find("html")
        self.wait_for(f"{selector} is there", lambda: self.find(selector).click() or True)
        self.wait_for(f"{selector} leads to another page", lambda: self.is_left(page))

    def is_left(self, page):
        try:
            page.is_enabled()
            return False
        except WebDriverException:
            return self.driver.execute_script("return document.readyState") == "complete"

    def wait_for(self, what, condition):
        try:
            # What is looked at may be replaced meanwhile, for which there are many errors.
            passing = [WebDriverException]
            wait = WebDriverWait(self.driver, self.seconds, poll_frequency=0.2, ignored_exceptions=passing)
            return wait.until(lambda _: condition())
        except TimeoutException:
            raise setup.RunFailed(f"the browser: {what}: not in time\n{self.text('body')}") from None

    def sign_in(self, token):
        self.open("/sign-in")
        self.find("#token").send_keys(token)
        self.press("button.primary")

    def create(self, region):
        """Presses *Create on AWS* and gives the address of the tab that it opens."""
        Select(self.find("#region")).select_by_visible_text(region)
        known = set(self.driver.window_handles)
        self.find("form.create button.primary").click()
        self.wait_for("a new tab opens", lambda: set(self.driver.window_handles) - known)
        (new,) = set(self.driver.window_handles) - known
        self.driver.switch_to.window(new)
        # The console cannot be reached from here; its address is all that matters.
        self.wait_for("the tab goes to the console", lambda: "console.aws" in self.address())
        address = self.address()
        self.driver.close()
        self.driver.switch_to.window(self.home)
        return address

    def address(self):
        try:
            history = self.driver.execute_cdp_cmd("Page.getNavigationHistory", {})
        except WebDriverException:
            return ""
        return history["entries"][history["currentIndex"]]["url"]

    def errors(self):
        """What the browser complains of: a page that breaks its own policy, a file that is missing."""
        return [
            entry["message"]
            for entry in self.driver.get_log("browser")
            if entry["level"] in ("SEVERE", "WARNING") and "console.aws" not in entry["message"]
        ]

    def look(self, name, paths, axe, screenshots):
        """Each page in a look: what axe-core finds, and whether anything is wider than the window."""
        look = LOOKS[name]
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": look["width"], "height": look["height"], "deviceScaleFactor": 1, "mobile": look["mobile"]},
        )
        media = [{"name": "prefers-color-scheme", "value": look["scheme"]}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})
        found = []
        for path in paths:
            self.open(path)
            width = self.driver.execute_script("return document.documentElement.scrollWidth - window.innerWidth")
            if width > 0:
                found.append(f"{name} {path}: wider than the window by {width}")
            self.driver.execute_script(axe)
            violations = self.driver.execute_async_script(
                "const done = arguments[0]; axe.run().then((result) => done(result.violations.map("
                "(each) => `${each.impact} ${each.id}: ${each.nodes[0].html}`)), (error) => done([`${error}`]));"
            )
            found += [f"{name} {path}: {violation}" for violation in violations]
            if screenshots:
                picture = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
                file = screenshots / f"{name}{path.split('?')[0].replace('/', '-')}.png"
                file.write_bytes(base64.b64decode(picture["data"]))
        self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
        return found

    def close(self):
        self.driver.quit()


def parameters(address):
    """What the console would make of a launch link: the region, the stack's name and its parameters."""
    split = urllib.parse.urlsplit(address)
    region = urllib.parse.parse_qs(split.query)["region"][0]
    items = urllib.parse.parse_qs(split.fragment.split("?", 1)[1])
    given = {name.removeprefix("param_"): values[0] for name, values in items.items() if name.startswith("param_")}
    return region, items["stackName"][0], given


class Console:
    """What a customer does in the console that a launch link opens."""

    def __init__(self, endpoint_url, template, seconds):
        self.endpoint_url, self.template, self.seconds = endpoint_url, template, seconds

    def create(self, address, change=lambda template: None):
        region, name, given = parameters(address)
        template = json.loads(json.dumps(self.template))
        change(template)
        customer = setup.Customer(self.endpoint_url, template, self.seconds, region)
        stack = customer.create({"id": given["IntegrationId"][-8:], "parameters": given}, name)
        return customer, stack


def first_registry(browser, console, gate, tokens):
    """The documentation's steps, from an empty page to an activated repository."""
    browser.open("/organizations/acme/integrations")
    signed_out = "Sign in" in browser.text()
    browser.sign_in("scout_pat_wrong")
    wrong = browser.text(".alert")
    browser.sign_in(tokens["owner"])
    empty = browser.text(".steps")
    address = browser.create("us-east-1")
    # Nobody reloads the page from here on.
    browser.wait_for("it is in progress", lambda: "In progress" in browser.text("#live"))
    link = browser.find("#live a.button").get_attribute("href")
    customer, stack = console.create(address)
    browser.wait_for("its resources are seen", lambda: "5 of 10" in browser.text("#live"))
    progress = browser.text("#live .progress")
    gate.is_open.set()
    customer.expect(stack, "CREATE_COMPLETE")
    browser.wait_for("it is connected", lambda: "Connected" in browser.text("#live"))
    account = browser.text("#live .name")

    customer.push("team/app")
    browser.press("#live .name")
    browser.wait_for("the event is seen", lambda: "none yet" not in browser.text("#live"))
    browser.open("/organizations/acme/repositories")
    before = browser.text("tbody tr")
    browser.find("#search").send_keys("team" + Keys.ENTER)
    browser.wait_for("the repository is found", lambda: "team/app" in browser.text("tbody"))
    browser.find("tbody button[name=activate]").click()
    browser.wait_for("it is active", lambda: "Deactivate" in browser.text("tbody tr"))
    browser.find("thead input[type=checkbox]").click()
    browser.find(".bulk button[value=deactivate]").click()
    browser.wait_for("it is inactive", lambda: "Inactive" in browser.text("tbody tr"))
    browser.find("tbody input[type=checkbox]").click()
    browser.find(".bulk button[value=activate]").click()
    browser.wait_for("it is active again", lambda: "Deactivate" in browser.text("tbody tr"))
    customer.push("team/app")
    browser.press("tbody tr a")
    browser.wait_for("the image is queued", lambda: "Queued" in browser.text("#live"))
    return {
        "signedOut": signed_out,
        "wrongToken": wrong,
        "empty": empty,
        "address": address,
        "reopens": link == address,
        "progress": progress,
        "account": account,
        "repositoryBefore": before,
        "image": browser.text("tbody tr"),
    }


def further_registry(browser, console):
    browser.open("/organizations/acme/integrations")
    address = browser.create("eu-central-1")
    browser.wait_for("both are there", lambda: len(browser.driver.find_elements(By.CSS_SELECTOR, "#live .row")) == 2)
    customer, stack = console.create(address)
    customer.expect(stack, "CREATE_COMPLETE")
    browser.wait_for(
        "both are connected", lambda: len(browser.driver.find_elements(By.CSS_SELECTOR, "#live .badge.connected")) == 2
    )
    return {"address": address, "list": browser.text("#live")}


def failing_registry(browser, console):
    """A set-up that fails is shown with its reason, and what to do."""
    address = browser.create("us-east-1")

    def lose_the_secret(template):
        arn = f"arn:aws:secretsmanager:us-east-1:{setup.CUSTOMER_ACCOUNT}:secret:gone-AbCdEf"
        template["Resources"]["ScoutSetup"]["Properties"]["SecretArn"] = arn

    customer, stack = console.create(address, lose_the_secret)
    customer.expect(stack, "CREATE_FAILED")
    browser.wait_for("the error is seen", lambda: browser.driver.find_elements(By.CSS_SELECTOR, "#live .alert"))
    card = browser.text("#live .row:has(.alert)")
    browser.press("#live .row:has(.alert) .name")
    browser.press("a.danger")
    warning = browser.text()
    browser.press("button.danger")
    browser.wait_for("it is gone", lambda: not browser.driver.find_elements(By.CSS_SELECTOR, "#live .alert"))
    return {"card": card, "warning": warning}


def estimate(browser):
    """The estimate follows the slider without a reload."""
    browser.open("/organizations/acme/stack")
    before = browser.text("tfoot")
    slider = browser.find("input[type=range]")
    slider.send_keys(Keys.END)
    browser.wait_for("the estimate follows", lambda: browser.text("tfoot") != before)
    return {"before": before, "after": browser.text("tfoot"), "address": browser.driver.current_url}


def member(browser, tokens):
    browser.sign_in(tokens["member"])
    button = browser.find("form.create button.primary")
    enabled = button.is_enabled()
    reason = browser.find("#" + button.get_attribute("aria-describedby")).text
    browser.find("details.menu summary").click()
    organizations = [each.text for each in browser.driver.find_elements(By.CSS_SELECTOR, "details.menu li")]
    browser.press("details.menu li a[href*='/acme/']")
    browser.wait_for("the organization changes", lambda: "/organizations/acme/" in browser.driver.current_url)
    return {"enabled": enabled, "reason": reason, "organizations": organizations}


def keyboard(browser):
    """What the Tab key reaches first, and that one sees where it is."""
    browser.open("/organizations/acme/integrations")
    reached = []
    for _ in range(6):
        browser.driver.switch_to.active_element.send_keys(Keys.TAB)
        element = browser.driver.switch_to.active_element
        outline = element.value_of_css_property("outline-style")
        reached.append({"text": element.text or element.get_attribute("value") or element.tag_name, "outline": outline})
    return reached


def without_scripts(base, seconds, console, tokens):
    browser = Browser(base, seconds, scripts=False)
    try:
        browser.sign_in(tokens["owner"])
        address = browser.create("us-west-2")
        browser.open("/organizations/acme/integrations")
        in_progress = "In progress" in browser.text()
        customer, stack = console.create(address)
        customer.expect(stack, "CREATE_COMPLETE")
        # The page looks again by itself, as browsers without scripts do.
        browser.wait_for("it is connected", lambda: browser.text("#live").count("Connected") == 3)
        browser.open("/organizations/acme/repositories")
        browser.press("tbody button[name=deactivate]")
        inactive = "Inactive" in browser.text("tbody tr")
        browser.open("/organizations/acme/stack?pushes=2000")
        total = browser.text("tfoot")
        browser.press("header form button")
        return {
            "inProgress": in_progress,
            "inactive": inactive,
            "total": total,
            "signedOut": "Sign in" in browser.text(),
        }
    finally:
        browser.close()


def run(service, console, gate, axe, screenshots):
    service.start()
    tokens = {
        "owner": service.run("tokens", "create", "--organization", "acme", "--role", "owner").strip(),
        "member": service.run("tokens", "create", "--organization", "other", "--role", "member").strip(),
    }
    base = f"http://127.0.0.1:{service.port}"
    browser = Browser(base, service.seconds)
    try:
        report = {
            "first": first_registry(browser, console, gate, tokens),
            "further": further_registry(browser, console),
            "failing": failing_registry(browser, console),
            "estimate": estimate(browser),
            "member": member(browser, tokens),
            "keyboard": keyboard(browser),
        }
        integration = next(each for each in service.command("integrations", "list") if each["status"] == "connected")
        path = f"/organizations/acme/integrations/{integration['id']}"
        pages = [
            "/organizations/acme/integrations",
            "/organizations/acme/integrations?removed=1",
            path,
            f"{path}/remove",
            "/organizations/acme/repositories",
            f"/organizations/acme/images?integration={integration['id']}&repository=team%2Fapp",
            "/organizations/acme/stack?pushes=100&image=0.5",
            "/organizations/other/integrations",
            "/organizations/acme/nowhere",
            "/sign-in",
        ]
        report["findings"] = [found for look in LOOKS for found in browser.look(look, pages, axe, screenshots)]
        report["errors"] = [each for each in browser.errors() if "nowhere" not in each and "sign-in" not in each]
        report["withoutScripts"] = without_scripts(base, service.seconds, console, tokens)
        report["exitCode"] = service.stop()
        return report
    finally:
        browser.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", required=True, help="scout-ecr")
    parser.add_argument("--template", required=True, type=Path)
    parser.add_argument("--endpoint-url", required=True)
    parser.add_argument("--workdir", required=True, type=Path)
    parser.add_argument("--screenshots", type=Path, help="a folder for pictures of all pages")
    parser.add_argument("--timeout", type=float, default=60)
    arguments = parser.parse_args()

    import axe_playwright_python

    axe = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
    service = setup.Service(arguments.program, arguments.endpoint_url, arguments.workdir, arguments.timeout)
    # The link's parameters have to lead to this machine.
    console = Console(arguments.endpoint_url, json.loads(arguments.template.read_text()), arguments.timeout)
    gate = Gate(arguments.endpoint_url)
    service.environment["AWS_ENDPOINT_URL_STS"] = gate.url
    started = time.monotonic()
    try:
        report = run(service, console, gate, axe, arguments.screenshots)
        report["seconds"] = time.monotonic() - started
        print(json.dumps(report, indent=2))
    except (setup.RunFailed, subprocess.TimeoutExpired, WebDriverException) as error:
        sys.exit(f"{error}\n{service.log_file.read_text(errors='replace')}")
    finally:
        if service.process is not None and service.process.poll() is None:
            service.kill()


if __name__ == "__main__":
    main()
