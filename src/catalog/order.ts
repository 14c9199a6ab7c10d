import { DOMAIN } from '../../schemas/vocabulary.ts';

/** Every list passes one of these: the order in which files are found is not the same on every machine. */

const collator = new Intl.Collator('en', { numeric: true });

/** People's order: A before b, 2 before 10. */
export const byText = (a: string, b: string): number => collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);

export const by =
  <T>(...keys: ((item: T) => string | number)[]) =>
  (a: T, b: T): number => {
    for (const key of keys) {
      const [x, y] = [key(a), key(b)];
      const order = typeof x === 'number' && typeof y === 'number' ? x - y : byText(String(x), String(y));
      if (order !== 0) return order;
    }
    return 0;
  };

const domainOrder = new Map<string, number>(DOMAIN.map((domain, index) => [domain.value, index]));

/** The benchmark's order: domains as published, controls by number. */
export function byControlId(a: string, b: string): number {
  const [domainA = '', numberA = ''] = a.split('-');
  const [domainB = '', numberB = ''] = b.split('-');
  return (domainOrder.get(domainA) ?? 99) - (domainOrder.get(domainB) ?? 99) || Number(numberA) - Number(numberB) || byText(a, b);
}
