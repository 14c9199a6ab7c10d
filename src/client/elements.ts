/** Elements made by script. Text goes in as text, so nothing that a file says can become markup. */

type Child = Node | string | undefined;

export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A glyph on its 16 × 16 grid. */
export function glyph(path: string): SVGSVGElement {
  const at = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(at, 'svg');
  for (const [key, value] of [
    ['class', 'glyph'],
    ['viewBox', '0 0 16 16'],
    ['aria-hidden', 'true'],
    ['fill', 'currentColor'],
    ['fill-rule', 'evenodd'],
  ] as const) {
    svg.setAttribute(key, value);
  }
  const shape = document.createElementNS(at, 'path');
  shape.setAttribute('d', path);
  svg.append(shape);
  return svg;
}

/** Hands a file to the browser's downloads. */
export function download(name: string, content: BlobPart, mediaType: string): void {
  const address = URL.createObjectURL(new Blob([content], { type: mediaType }));
  element('a', { href: address, download: name }).click();
  // Not at once: some browsers read the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
