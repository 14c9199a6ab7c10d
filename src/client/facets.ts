/**
 * The checkboxes of a filter form, by facet. The address holds the choice: reload and share give the same view, and Back
 * undoes each change.
 */
export type Choice = ReadonlyMap<string, readonly string[]>;

export interface Facets {
  readonly names: readonly string[];
  chosen(): Choice;
  /** Says of each option how many it would leave, and takes away those that would leave nothing. */
  showCounts(possible: (facet: string, value: string) => number): void;
  anyChosen(): boolean;
  /** Every filter in force, for print; empty where there is none. */
  inForce(): string;
  /** Which one filter to drop: the one whose absence shows most. */
  advice(countWithout: (facet: string) => number): string;
  clear(): void;
  /** Takes the choice from the address, now and whenever one goes back or forth. */
  begin(): void;
}

/** @param show called after each change of the choice */
export function facetsOf(form: HTMLFormElement, show: () => void): Facets {
  const boxes = [...form.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
  const names = [...new Set(boxes.map((box) => box.name))];
  const checked = (): HTMLInputElement[] => boxes.filter((box) => box.checked);
  const labelOf = (box: HTMLInputElement): string => box.parentElement!.querySelector('span')!.textContent.trim();
  const legendOf = (box: HTMLInputElement): string => box.closest('fieldset')!.querySelector('legend')!.textContent.trim();

  function fromAddress(): void {
    const query = new URLSearchParams(location.search);
    for (const box of boxes) box.checked = query.getAll(box.name).includes(box.value);
    show();
  }

  function toAddress(): void {
    const query = new URLSearchParams(location.search);
    for (const name of names) query.delete(name);
    for (const box of checked()) query.append(box.name, box.value);
    const search = query.toString();
    history.pushState(null, '', `${location.pathname}${search ? `?${search}` : ''}${location.hash}`);
    show();
  }

  form.addEventListener('change', toAddress);
  form.addEventListener('submit', (event) => event.preventDefault());

  return {
    names,
    chosen: () => new Map(names.map((name) => [name, checked().flatMap((box) => (box.name === name ? [box.value] : []))])),
    showCounts(possible) {
      for (const box of boxes) {
        const count = possible(box.name, box.value);
        box.parentElement!.querySelector('[data-count]')!.textContent = String(count);
        box.disabled = count === 0 && !box.checked;
      }
    },
    anyChosen: () => checked().length > 0,
    inForce: () => {
      const on = checked().map((box) => `${legendOf(box)}: ${labelOf(box)}`);
      return on.length === 0 ? '' : `Filters in force: ${on.join('; ')}.`;
    },
    advice(countWithout) {
      const best = [...new Set(checked().map((box) => box.name))]
        .map((name) => ({ name, count: countWithout(name) }))
        .sort((a, b) => b.count - a.count)[0];
      const box = boxes.find((candidate) => candidate.name === best?.name);
      return best && box && best.count > 0 ? `Without “${legendOf(box)}” there would be ${best.count}.` : 'Clear the filters to see all.';
    },
    clear() {
      for (const box of boxes) box.checked = false;
      toAddress();
    },
    begin() {
      addEventListener('popstate', fromAddress);
      // No box is ticked by the page itself: what is ticked by now, somebody ticked before this script was there.
      const early = checked();
      fromAddress();
      if (early.every((box) => box.checked)) return;
      for (const box of early) box.checked = true;
      toAddress();
    },
  };
}
