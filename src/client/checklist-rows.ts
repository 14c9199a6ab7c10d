import type { Action, Responsibility } from '../../schemas/vocabulary.ts';
import type { Item } from '../checklists/item.ts';
import { all, one } from './dom.ts';

/** The rows of a list on a page. They are the items' only copy, so what is exported is what is shown. */

export interface Row {
  readonly item: Item;
  readonly element: HTMLTableRowElement;
  readonly part: HTMLElement;
}

const textOf = (selector: string, within: ParentNode): string => one(selector, within).textContent;

export const rowsOnPage = (): Row[] =>
  all<HTMLTableRowElement>('.item').map((row) => {
    const part = row.closest<HTMLElement>('[data-part]')!;
    const { digest, service, serviceName, control, responsibility, roles, does } = row.dataset as Record<string, string>;
    const title = one<HTMLAnchorElement>('th a', row);
    return {
      element: row,
      part,
      item: {
        code: row.id,
        service: service!,
        serviceName: serviceName!,
        title: title.textContent,
        control: control!,
        domain: part.dataset['part']!,
        domainName: textOf('h2', part),
        action: does as Action,
        responsibility: responsibility as Responsibility,
        roles: roles!.split(' '),
        do: textOf('[data-do]', row),
        confirm: textOf('[data-confirm]', row),
        references: all<HTMLAnchorElement>('.sources a', row).map((link) => ({
          title: link.textContent.trim(),
          url: link.getAttribute('href')!,
        })),
        digest: digest!,
        anchor: title.hash.slice(1),
      },
    };
  });
