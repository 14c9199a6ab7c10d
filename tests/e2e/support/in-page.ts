/** What tests in every browser ask a page: functions that run in the page, so they use nothing from outside of themselves. */

export function openFolds(): void {
  for (const fold of document.querySelectorAll('details')) fold.open = true;
}

export const sideways = (): number => document.documentElement.scrollWidth - document.documentElement.clientWidth;

/** WCAG 1.4.12; adopted as a style sheet, as the page's policy allows no inline style. */
export function spaceText(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
  );
  document.adoptedStyleSheets.push(sheet);
}

export function clipped(): string[] {
  return [...document.querySelectorAll<HTMLElement>('main p, main li, main dd, main h1, main h2, main h3, .button')]
    .filter((element) => !element.matches('.visually-hidden'))
    .filter(
      (element) =>
        element.clientHeight > 0 && getComputedStyle(element).overflow !== 'visible' && element.scrollHeight > element.clientHeight + 2,
    )
    .map((element) => element.outerHTML.slice(0, 100));
}

/** Targets under 24 pixels, outside running text. */
export function smallTargets(): string[] {
  return [...document.querySelectorAll<HTMLElement>('a, button, input, summary, select')]
    .filter(
      (element) =>
        element.offsetParent !== null &&
        !element.closest('p, .prose, .visually-hidden, .skip, [popover], dd > .requirement, li .sources, .sources'),
    )
    .map((element) => ({ box: (element.closest('label') ?? element).getBoundingClientRect(), html: element.outerHTML.slice(0, 120) }))
    .filter(({ box }) => box.width > 0 && (box.height < 23.5 || box.width < 15))
    .map(({ html, box }) => `${Math.round(box.width)}×${Math.round(box.height)} ${html}`);
}

/** What has the focus, if it shows no ring, or if something else lies over it. */
export function dimFocus(): string | undefined {
  const element = document.activeElement!;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const visible = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  const covered = top !== null && !element.contains(top) && !top.contains(element);
  return visible && !covered ? undefined : `${covered ? 'covered' : 'no ring'}: ${element.outerHTML.slice(0, 100)}`;
}

/** Links and buttons without a name, and names that lead to two places. */
export function badNames(): string[] {
  const places = new Map<string, Set<string>>();
  const bad: string[] = [];
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) {
    if (link.closest('[popover]')) continue;
    const name = (link.getAttribute('aria-label') ?? link.textContent).replace(/\s+/g, ' ').trim();
    if (name === '') bad.push(`no name: ${link.outerHTML.slice(0, 100)}`);
    places.set(name, (places.get(name) ?? new Set()).add(link.href.replace(/\/$/, '')));
  }
  for (const button of document.querySelectorAll('button'))
    if ((button.getAttribute('aria-label') ?? button.textContent).trim() === '') bad.push(`no name: ${button.outerHTML.slice(0, 100)}`);
  for (const [name, hrefs] of places) if (hrefs.size > 1) bad.push(`${name}: ${[...hrefs].join(' and ')}`);
  return bad;
}

/** Heads that do not say what they are the head of, and tables without any. */
export function looseHeads(): string[] {
  return [
    ...[...document.querySelectorAll('table th:not([scope])')].map((head) => `no scope: ${head.outerHTML.slice(0, 100)}`),
    ...[...document.querySelectorAll('table')]
      .filter((table) => !table.querySelector('thead th[scope=col]'))
      .map((table) => `no heads: ${table.outerHTML.slice(0, 100)}`),
  ];
}
