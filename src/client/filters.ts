/**
 * Filters over elements with `data-item` and one `data-<facet>` attribute a facet (values separated by spaces).
 * The address holds the choice: reload and share give the same view, and Back undoes each change.
 */

const form = document.querySelector<HTMLFormElement>('[data-filters]');
if (form) start(form);

function start(form: HTMLFormElement): void {
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  const facets = [...new Set(boxes.map((box) => box.name))];
  const items = [...document.querySelectorAll<HTMLElement>('[data-item]')].map((element) => ({
    element,
    values: new Map(facets.map((facet) => [facet, (element.getAttribute(`data-${facet}`) ?? '').split(' ')])),
  }));
  const status = document.querySelector<HTMLElement>('[data-filter-count]');
  const empty = document.querySelector<HTMLElement>('[data-filter-empty]');
  const clear = document.querySelector<HTMLButtonElement>('[data-filter-clear]');
  const inForce = document.querySelector<HTMLElement>('[data-filters-in-force]');

  const chosen = (): Map<string, string[]> =>
    new Map(facets.map((facet) => [facet, boxes.filter((box) => box.name === facet && box.checked).map((box) => box.value)]));

  const matches = (item: (typeof items)[number], choice: Map<string, string[]>, except?: string): boolean =>
    facets.every((facet) => {
      const wanted = choice.get(facet)!;
      return facet === except || wanted.length === 0 || wanted.some((value) => item.values.get(facet)!.includes(value));
    });

  const labelOf = (box: HTMLInputElement): string => box.parentElement!.querySelector('span')!.textContent.trim();
  const legendOf = (box: HTMLInputElement): string => box.closest('fieldset')!.querySelector('legend')!.textContent.trim();

  function show(): void {
    const choice = chosen();
    let count = 0;
    for (const item of items) {
      const visible = matches(item, choice);
      item.element.hidden = !visible;
      if (visible) count += 1;
    }
    for (const section of document.querySelectorAll<HTMLElement>('[data-item-group]')) {
      section.hidden = !section.querySelector('[data-item]:not([hidden])');
    }
    for (const box of boxes) {
      const possible = items.filter((item) => matches(item, choice, box.name) && item.values.get(box.name)!.includes(box.value)).length;
      box.parentElement!.querySelector('[data-count]')!.textContent = String(possible);
      box.disabled = possible === 0 && !box.checked;
    }
    const on = boxes.filter((box) => box.checked);
    const noun = form.dataset['noun'] ?? 'items';
    const message = on.length === 0 ? `${items.length} ${noun}` : `${count} of ${items.length} ${noun}`;
    if (status && status.textContent !== message) status.textContent = message;
    if (clear) clear.hidden = on.length === 0;
    if (inForce)
      inForce.textContent =
        on.length === 0 ? '' : `Filters in force: ${on.map((box) => `${legendOf(box)}: ${labelOf(box)}`).join('; ')}. ${message}.`;
    if (empty) {
      empty.hidden = count > 0;
      if (count === 0) empty.querySelector('[data-advice]')!.textContent = advice(choice);
    }
    // Folded parts open where a filter has narrowed the list to them.
    if (on.length > 0) {
      for (const fold of document.querySelectorAll<HTMLDetailsElement>('details[data-item-group]')) if (!fold.hidden) fold.open = true;
    }
  }

  /** Which one filter to drop: the one whose absence shows most. */
  function advice(choice: Map<string, string[]>): string {
    const best = facets
      .filter((facet) => choice.get(facet)!.length > 0)
      .map((facet) => ({ facet, count: items.filter((item) => matches(item, choice, facet)).length }))
      .sort((a, b) => b.count - a.count)[0];
    const box = best && boxes.find((candidate) => candidate.name === best.facet);
    return best && box && best.count > 0 ? `Without “${legendOf(box)}” there would be ${best.count}.` : 'Clear the filters to see all.';
  }

  function fromAddress(): void {
    const query = new URLSearchParams(location.search);
    for (const box of boxes) box.checked = query.getAll(box.name).includes(box.value);
    show();
  }

  function toAddress(): void {
    const query = new URLSearchParams(location.search);
    for (const facet of facets) query.delete(facet);
    for (const box of boxes) if (box.checked) query.append(box.name, box.value);
    const search = query.toString();
    history.pushState(null, '', `${location.pathname}${search ? `?${search}` : ''}${location.hash}`);
    show();
  }

  form.addEventListener('change', toAddress);
  form.addEventListener('submit', (event) => event.preventDefault());
  clear?.addEventListener('click', () => {
    for (const box of boxes) box.checked = false;
    toAddress();
    boxes[0]?.focus();
  });
  addEventListener('popstate', fromAddress);
  fromAddress();
}
