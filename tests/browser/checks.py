"""What a page has to be like for everybody, measured in the browser. Each check returns faults."""

_COLORS = """
  const parse = (text) => {
    const n = text.match(/[\\d.]+/g).map(Number);
    return { r: n[0], g: n[1], b: n[2], a: n.length > 3 ? n[3] : 1 };
  };
  const linear = (v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const luminance = (c) => 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color.a === 1) return color;
      if (color.a > 0) throw new Error("half transparent: not measured");
    }
    throw new Error("the page has no background");
  };
  const ratio = (one, other) => {
    const [a, b] = [luminance(one), luminance(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05);
  };
"""

CONTRAST = (
    "() => {"
    + _COLORS
    + """
  const faults = [];
  let measured = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.nodeValue.trim() || !element.checkVisibility()) continue;
    if (element.closest("script, style, title, desc")) continue;
    const style = getComputedStyle(element);
    const ink = parse(element.closest("svg") ? style.fill : style.color);
    const found = ratio(ink, behind(element));
    measured += 1;
    if (found < 4.5) faults.push(`${found.toFixed(2)} ${element.className} ${walker.currentNode.nodeValue.slice(0, 30)}`);
  }
  return { faults, measured };
}"""
)

GRAPHICS = (
    "() => {"
    + _COLORS
    + """
  const faults = new Set();
  for (const e of document.querySelectorAll("svg rect, svg .flag path, svg circle")) {
    const found = ratio(parse(getComputedStyle(e).fill), behind(e.parentElement));
    if (found < 3) faults.add(`${found.toFixed(2)} ${e.getAttribute("class")}`);
  }
  return [...faults];
}"""
)

ACCESS = """() => {
  const faults = [];
  const all = (css) => [...document.querySelectorAll(css)];
  const named = (e) => (e.getAttribute("aria-label") || e.textContent || "").trim()
    || all(`#${CSS.escape(e.getAttribute("aria-labelledby") || "none")}`).length;
  if (!document.documentElement.lang) faults.push("no language");
  if (!document.title.trim()) faults.push("no title");
  if (all("main").length !== 1) faults.push("not one main");
  if (all("h1").length !== 1) faults.push("not one h1");
  let before = 0;
  for (const heading of all("h1, h2, h3, h4, h5, h6")) {
    const level = Number(heading.tagName[1]);
    if (level > before + 1) faults.push(`h${before} is followed by h${level}: ${heading.textContent}`);
    before = level;
  }
  for (const e of all("input:not([type=hidden]), select, textarea")) if (!e.labels.length) faults.push(`no label: ${e.outerHTML}`);
  for (const e of all("button, summary, a, [role=region], form, nav, section")) {
    if (!named(e)) faults.push(`no name: ${e.outerHTML.slice(0, 80)}`);
  }
  for (const e of all("svg")) {
    const ids = (e.getAttribute("aria-labelledby") || "").split(" ");
    const texts = ids.map((id) => document.getElementById(id)?.textContent.trim());
    if (e.getAttribute("role") !== "img" || texts.length < 2 || !texts.every(Boolean)) faults.push("a picture without words");
  }
  for (const e of all("th")) if (!e.scope) faults.push(`a header of nothing: ${e.textContent}`);
  for (const e of all("img")) if (!e.hasAttribute("alt")) faults.push("img without alt");
  const ids = all("[id]").map((e) => e.id);
  if (new Set(ids).size !== ids.length) faults.push("an id is used twice");
  for (const e of all("a[href^='#']")) {
    if (!document.getElementById(decodeURIComponent(e.hash.slice(1)))) faults.push(`leads nowhere: ${e.hash}`);
  }
  return faults;
}"""

NARROW = """() => {
  const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  return wide > 0 ? [`${wide} pixels wider than the window`] : [];
}"""


def contrast_faults(page: object, least: int = 20) -> list[str]:
    """Texts, more than `least`, that stand out by less than 4.5 to 1 (WCAG 2.2, 1.4.3)."""
    found = page.evaluate(CONTRAST)
    assert found["measured"] > least
    return found["faults"]


def graphic_faults(page: object) -> list[str]:
    """Parts of pictures that stand out by less than 3 to 1 (WCAG 2.2, 1.4.11)."""
    assert page.locator("svg rect").count() > 20
    return page.evaluate(GRAPHICS)


def access_faults(page: object) -> list[str]:
    """Headings, labels, names, languages and tables that would leave somebody lost."""
    return page.evaluate(ACCESS)


def narrow_faults(page: object) -> list[str]:
    """Whether the page has to be moved sideways."""
    return page.evaluate(NARROW)
