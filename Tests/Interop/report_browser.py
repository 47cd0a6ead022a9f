#!/usr/bin/env python3
"""Opens a report in Chromium and checks what only a browser can see.

    report_browser.py PROGRAM            makes reports with the built program, of several scenarios and of one, and checks them
    report_browser.py FILE.html ...      checks these files
    --screenshots DIR                    keeps a picture of every page at every width, and the PDF

At phone, laptop and print width, light and dark: no message on the console, no request, no overflow of the page, no text of a chart over
another or cut off, every link leads somewhere, contrast of at least 4.5, headings in order, a name for every chart and a table beside it;
and the PDF has pages with text on them.

Needs Chromium (Debian: apt-get install chromium) and the packages of requirements-report.txt. Exit code: 0 all well, 1 something is wrong,
2 something is missing.
"""

import argparse
import base64
import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

WIDTHS = {"phone": 390, "laptop": 1280, "wide": 1920, "paper": 700}
BROWSERS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

# Everything that is measured in the page; returns a list of sentences, empty where all is well.
CHECKS = r"""
(() => {
  const faults = [];
  const say = (text) => { if (faults.length < 40) faults.push(text); };
  const root = document.documentElement;
  if (root.scrollWidth > window.innerWidth) {
    say(`the page is ${root.scrollWidth} wide in a window of ${window.innerWidth}`);
    for (const element of document.body.querySelectorAll('*')) {
      const box = element.getBoundingClientRect();
      if (box.right > window.innerWidth + 1 && !element.closest('.scroll, pre, .unseen')) { say(`  <${element.tagName}> ${element.className} reaches ${box.right}`); break; }
    }
  }
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== 'hidden' && !element.closest('.unseen, .skip');
  };
  // Ids and links.
  const ids = new Set();
  for (const element of document.querySelectorAll('[id]')) {
    if (ids.has(element.id)) say(`the id ${element.id} occurs twice`);
    ids.add(element.id);
  }
  for (const link of document.querySelectorAll('a')) {
    const target = link.getAttribute('href') || '';
    if (!target.startsWith('#')) say(`the link "${link.textContent}" leads out of the page`);
    else if (!document.getElementById(decodeURIComponent(target.slice(1)))) say(`the link ${target} leads nowhere`);
    if (!link.textContent.trim()) say(`a link to ${target} has no text`);
  }
  for (const element of document.querySelectorAll('[aria-labelledby], [aria-describedby]')) {
    for (const name of ['aria-labelledby', 'aria-describedby']) {
      for (const id of (element.getAttribute(name) || '').split(/\s+/).filter(Boolean)) if (!ids.has(id)) say(`${name} ${id} names nothing`);
    }
  }
  // Structure.
  if (!root.lang) say('the page has no language');
  if (!document.title) say('the page has no title');
  for (const name of ['header', 'nav', 'main', 'footer']) if (document.querySelectorAll(name).length !== 1) say(`there is not one <${name}>`);
  if (document.querySelector('script')) say('the page holds a script');
  let last = 0;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const level = Number(heading.tagName[1]);
    if (level > last + 1) say(`the heading "${heading.textContent}" of level ${level} follows level ${last}`);
    last = level;
  }
  if (document.querySelectorAll('h1').length !== 1) say('there is not one h1');
  for (const box of document.querySelectorAll('.scroll, pre')) {
    if (box.tabIndex !== 0 || !box.getAttribute('aria-label')) say(`a box that scrolls is out of reach of the keyboard or has no name: ${box.textContent.slice(0, 40)}`);
  }
  for (const table of document.querySelectorAll('table')) if (!table.caption) say('a table has no caption');
  // Charts.
  for (const drawing of document.querySelectorAll('svg')) {
    const name = drawing.querySelector('title')?.textContent.trim() || '';
    if (drawing.getAttribute('role') === 'img' ? !name : drawing.getAttribute('aria-hidden') !== 'true') say(`a drawing has no title or no role: ${drawing.outerHTML.slice(0, 80)}`);
    if (drawing.getAttribute('role') === 'img' && !drawing.closest('figure')?.querySelector('details table')) say(`the chart "${name}" has no table`);
    const frame = drawing.getBoundingClientRect();
    const texts = [...drawing.querySelectorAll('text')].filter((text) => text.textContent.trim() && seen(text))
      .map((text) => ({text: text.textContent.trim(), box: text.getBoundingClientRect()}));
    for (const {text, box} of texts) {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) say(`"${text}" is cut off in the chart "${name}"`);
      if (box.height < 6) say(`"${text}" is ${box.height.toFixed(1)} px high in the chart "${name}"`);
    }
    for (let i = 0; i < texts.length; i++) for (let j = 0; j < i; j++) {
      const a = texts[i].box, b = texts[j].box;
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left), down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      // Boxes of letters reach above and below what is drawn of them.
      if (across > 1 && down > 0.3 * Math.min(a.height, b.height)) say(`"${texts[j].text}" and "${texts[i].text}" overlap in the chart "${name}"`);
    }
  }
  // Contrast (WCAG 2.2, 1.4.3).
  const parse = (colour) => {
    const numbers = (colour.match(/[\d.]+/g) || []).map(Number);
    return colour.startsWith('rgb') && numbers.length >= 3 ? [numbers[0], numbers[1], numbers[2], numbers[3] ?? 1] : null;
  };
  const over = (front, back, alpha = front[3]) => [0, 1, 2].map((k) => front[k] * alpha + back[k] * (1 - alpha)).concat(1);
  const light = (colour) => {
    const [r, g, b] = colour.slice(0, 3).map((value) => { value /= 255; return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => { const [x, y] = [light(a), light(b)]; return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05); };
  const canvas = parse(getComputedStyle(document.body).backgroundColor);
  const ground = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) layers.push(parse(getComputedStyle(e).backgroundColor));
    return layers.reverse().reduce((back, layer) => layer ? over(layer, back) : back, canvas[3] ? canvas : [255, 255, 255, 1]);
  };
  // What is drawn below the middle of a text.
  const below = (text) => {
    const box = text.getBoundingClientRect();
    let back = ground(text.ownerSVGElement);
    const shapes = document.elementsFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2)
      .filter((shape) => text.ownerSVGElement.contains(shape) && !shape.closest('text') && shape !== text.ownerSVGElement);
    const own = getComputedStyle(text), halo = parse(own.stroke);
    if (halo && parseFloat(own.strokeWidth) >= 3 && own.paintOrder.startsWith('stroke')) return over(halo, back);
    for (const shape of shapes.reverse()) {
      if (shape.tagName === 'line') continue;
      const style = getComputedStyle(shape), fill = parse(style.fill);
      if (fill) back = over(fill, back, fill[3] * Number(style.fillOpacity) * Number(style.opacity));
    }
    return back;
  };
  const done = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || done.has(element) || !seen(element) || element.closest('title, desc, style')) continue;
    done.add(element);
    const style = getComputedStyle(element), drawing = element.closest('text');
    const back = drawing ? below(drawing) : ground(element);
    const ink = parse(drawing ? style.fill : style.color);
    if (!ink) continue;
    let opacity = 1;
    for (let e = element; e && e !== document.body; e = e.parentElement) opacity *= Number(getComputedStyle(e).opacity);
    const found = contrast(over(ink, back, ink[3] * opacity * (drawing ? Number(style.fillOpacity) : 1)), back);
    if (found < 4.5) say(`contrast ${found.toFixed(2)} of "${walker.currentNode.textContent.trim().slice(0, 40)}"`);
  }
  return faults;
})()
"""


class Page:
    """A tab of a headless Chromium, over the DevTools protocol."""

    def __init__(self, browser: str):
        import websocket

        self.folder = tempfile.mkdtemp(prefix="crossroads-browser-")
        self.process = subprocess.Popen(
            [browser, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-dev-shm-usage",
             "--disable-background-networking", "--disable-extensions", "--remote-debugging-port=0", "--remote-allow-origins=*",
             f"--user-data-dir={self.folder}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.count = 0
        self.events = []
        port_file = pathlib.Path(self.folder, "DevToolsActivePort")
        for _ in range(300):
            if port_file.exists() and len(port_file.read_text().split()) == 2:
                break
            if self.process.poll() is not None:
                raise RuntimeError(f"{browser} ended with code {self.process.returncode} before it could be asked.")
            time.sleep(0.1)
        else:
            raise RuntimeError(f"{browser} did not start within 30 seconds.")
        port, path = port_file.read_text().split()
        self.socket = websocket.create_connection(f"ws://127.0.0.1:{port}{path}", timeout=120)
        self.session = None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Network", "Log"]:
            self.ask(domain + ".enable")

    def ask(self, method: str, **parameters):
        self.count += 1
        message = {"id": self.count, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        self.socket.send(json.dumps(message))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.count:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error'].get('message')}")
                return answer.get("result", {})
            self.events.append(answer)

    def value(self, expression: str):
        result = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"])[:2000])
        return result["result"].get("value")

    def open(self, url: str):
        self.events.clear()
        self.ask("Page.navigate", url=url)
        for _ in range(300):
            if self.value("document.readyState") == "complete" and self.value("location.href") == url:
                break
            time.sleep(0.05)
        time.sleep(0.1)
        self.value("1")

    def messages(self, url: str):
        """What the console said and what was asked of a network."""
        found = []
        for event in self.events:
            method, parameters = event.get("method"), event.get("params", {})
            if method == "Network.requestWillBeSent" and parameters["request"]["url"] != url:
                found.append("the page asked for " + parameters["request"]["url"][:100])
            elif method == "Runtime.exceptionThrown":
                found.append("a script failed: " + parameters["exceptionDetails"].get("text", ""))
            elif method == "Runtime.consoleAPICalled":
                found.append("the console says " + json.dumps(parameters.get("args"))[:200])
            elif method == "Log.entryAdded":
                found.append("the console says " + parameters["entry"].get("text", "")[:200])
        return found

    def close(self):
        try:
            self.socket.close()
        finally:
            self.process.terminate()
            self.process.wait(timeout=20)
            shutil.rmtree(self.folder, ignore_errors=True)


def resize(page: Page, width: int, height: int):
    page.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)


def show(page: Page, url: str, width: int, medium: str, scheme: str):
    """Opens the page so high that everything on it is in view."""
    page.ask("Emulation.setEmulatedMedia", media=medium, features=[{"name": "prefers-color-scheme", "value": scheme}])
    resize(page, width, 900)
    page.open(url)
    resize(page, width, min(60000, int(page.value("document.documentElement.scrollHeight")) + 50))


def check(page: Page, file: pathlib.Path, screenshots: pathlib.Path | None):
    """The faults of one report, a sentence for each."""
    from pypdf import PdfReader

    url = file.resolve().as_uri()
    faults = []
    for name, width in WIDTHS.items():
        medium = "print" if name == "paper" else "screen"
        for scheme in ["light"] if name == "paper" else ["light", "dark"]:
            show(page, url, width, medium, scheme)
            found = page.messages(url) + page.value(CHECKS)
            if screenshots:
                picture = page.ask("Page.captureScreenshot", format="png", captureBeyondViewport=False)
                pathlib.Path(screenshots, f"{file.stem}-{name}-{scheme}.png").write_bytes(base64.b64decode(picture["data"]))
            if medium == "screen":
                # What is folded away is held to the same.
                page.value("document.querySelectorAll('details').forEach((details) => { details.open = true })")
                resize(page, width, min(60000, int(page.value("document.documentElement.scrollHeight")) + 50))
                found += [f"unfolded: {fault}" for fault in page.value(CHECKS) if fault not in found]
            faults += [f"{file.name}, {name}, {scheme}: {fault}" for fault in found]
    # The PDF, as the browser's own print dialog makes it.
    page.ask("Emulation.setEmulatedMedia", media="", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    resize(page, 1280, 900)
    page.open(url)
    title = page.value("document.querySelector('h1').textContent")
    headings = page.value("[...document.querySelectorAll('h2')].filter((e) => !e.closest('nav')).map((e) => e.textContent)")
    pdf = base64.b64decode(page.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True, paperWidth=8.27, paperHeight=11.69)["data"])
    pages = PdfReader(io.BytesIO(pdf)).pages
    texts = [" ".join(sheet.extract_text().split()) for sheet in pages]
    if title.strip() not in " ".join(texts):
        faults.append(f"{file.name}, PDF: the title is not in its text")
    faults += [f"{file.name}, PDF: the part \"{heading}\" is missing" for heading in headings if " ".join(heading.split()) not in " ".join(texts)]
    faults += [f"{file.name}, PDF: page {number} is empty" for number, text in enumerate(texts, 1) if not text.strip()]
    if not 1 <= len(pages) <= 60:
        faults.append(f"{file.name}, PDF: {len(pages)} pages")
    if screenshots:
        pathlib.Path(screenshots, f"{file.stem}.pdf").write_bytes(pdf)
    print(f"{file.name}: {file.stat().st_size / 1e3:.0f} kB, {page.value('document.querySelectorAll(`svg[role=img]`).length')} charts, "
          f"{len(pages)} pages as PDF, {len(faults)} faults")
    return faults


def made_by(program: str, folder: str):
    """Reports of several scenarios and of one, made with few futures."""
    wanted = {"roads.html": ["ban", "divestiture", "joint-venture"], "one.html": ["baseline"],
              "other-currency.html": ["kuaishou-baseline", "joint-venture"]}
    files = []
    for name, scenarios in wanted.items():
        path = pathlib.Path(folder, name)
        subprocess.run([program, "report", *scenarios, "--paths", "4096", "--quiet", "--out", str(path)], check=True)
        files.append(path)
    return files


def browser_path():
    for name in [os.environ.get("CHROMIUM", "")] + BROWSERS:
        if name and shutil.which(name):
            return shutil.which(name)
    may_install = os.geteuid() == 0 or (shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0)
    how = "apt-get update && apt-get install -y chromium" if os.geteuid() == 0 else "sudo apt-get install -y chromium"
    who = "You may install it" if may_install else "Ask an administrator to install it"
    print(f"There is no Chromium, so reports cannot be looked at. {who}: {how}. Or name a browser in the variable CHROMIUM.", file=sys.stderr)
    sys.exit(2)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("what", nargs="+", metavar="PROGRAM|FILE.html")
    parser.add_argument("--screenshots", metavar="DIR", type=pathlib.Path)
    arguments = parser.parse_args()
    try:
        import pypdf  # noqa: F401
        import websocket  # noqa: F401
    except ImportError as missing:
        print(f"{missing}. Type: pip install -r Tests/Interop/requirements-report.txt", file=sys.stderr)
        sys.exit(2)
    browser = browser_path()
    if arguments.screenshots:
        arguments.screenshots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        files = [pathlib.Path(name) for name in arguments.what] if all(name.endswith(".html") for name in arguments.what) else made_by(arguments.what[0], folder)
        page = Page(browser)
        try:
            faults = [fault for file in files for fault in check(page, file, arguments.screenshots)]
        finally:
            page.close()
    for fault in faults:
        print(fault, file=sys.stderr)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
