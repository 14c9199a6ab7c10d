import { facetsOf, type Choice } from './facets.ts';

/** Filters over elements with `data-item` and one `data-<facet>` attribute a facet (values separated by spaces). */

const form = document.querySelector<HTMLFormElement>('[data-filters]');
if (form) start(form);

function start(form: HTMLFormElement): void {
  const facets = facetsOf(form, show);
  const items = [...document.querySelectorAll<HTMLElement>('[data-item]')].map((element) => ({
    element,
    values: new Map(facets.names.map((facet) => [facet, (element.getAttribute(`data-${facet}`) ?? '').split(' ')])),
  }));
  const status = document.querySelector<HTMLElement>('[data-filter-count]');
  const empty = document.querySelector<HTMLElement>('[data-filter-empty]');
  const clear = document.querySelector<HTMLButtonElement>('[data-filter-clear]');
  const inForce = document.querySelector<HTMLElement>('[data-filters-in-force]');

  const matches = (item: (typeof items)[number], choice: Choice, except?: string): boolean =>
    facets.names.every((facet) => {
      const wanted = choice.get(facet)!;
      return facet === except || wanted.length === 0 || wanted.some((value) => item.values.get(facet)!.includes(value));
    });

  function show(): void {
    const choice = facets.chosen();
    let count = 0;
    for (const item of items) {
      const visible = matches(item, choice);
      item.element.hidden = !visible;
      if (visible) count += 1;
    }
    for (const section of document.querySelectorAll<HTMLElement>('[data-item-group]')) {
      section.hidden = !section.querySelector('[data-item]:not([hidden])');
    }
    facets.showCounts(
      (facet, value) => items.filter((item) => matches(item, choice, facet) && item.values.get(facet)!.includes(value)).length,
    );
    const any = facets.anyChosen();
    const noun = form.dataset['noun'] ?? 'items';
    const message = any ? `${count} of ${items.length} ${noun}` : `${items.length} ${noun}`;
    if (status && status.textContent !== message) status.textContent = message;
    if (clear) clear.hidden = !any;
    if (inForce) inForce.textContent = any ? `${facets.inForce()} ${message}.` : '';
    if (empty) {
      empty.hidden = count > 0;
      if (count === 0)
        empty.querySelector('[data-advice]')!.textContent = facets.advice(
          (facet) => items.filter((item) => matches(item, choice, facet)).length,
        );
    }
    // Folded parts open where a filter has narrowed the list to them.
    if (any) {
      for (const fold of document.querySelectorAll<HTMLDetailsElement>('details[data-item-group]')) if (!fold.hidden) fold.open = true;
    }
  }

  clear?.addEventListener('click', () => {
    facets.clear();
    form.querySelector<HTMLInputElement>('input')?.focus();
  });
  facets.begin();
}
