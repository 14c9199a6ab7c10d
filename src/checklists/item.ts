import type { Action, Responsibility } from '../../schemas/vocabulary.ts';
import type { Entry } from '../catalog/model.ts';
import { sha256 } from './sha256.ts';

/** One line of a checklist, as every page, paper and export shows it. */
export interface Item {
  /** `IOTC-NS-2-PL`: unique for ever, printed and quoted. */
  readonly code: string;
  readonly service: string;
  readonly serviceName: string;
  readonly title: string;
  readonly control: string;
  readonly domain: string;
  readonly domainName: string;
  readonly action: Action;
  readonly responsibility: Responsibility;
  readonly roles: readonly string[];
  readonly do: string;
  readonly confirm: string;
  readonly references: readonly { readonly title: string; readonly url: string }[];
  /** Changes when what the item asks for changes. */
  readonly digest: string;
  /** Where the item is explained: the anchor on its service's page. */
  readonly anchor: string;
}

/** What an item said when somebody answered it: kept beside the answer, so that a later change can be shown. */
export interface Wording {
  readonly digest: string;
  readonly service: string;
  readonly title: string;
  readonly action: Action;
  readonly do: string;
  readonly confirm: string;
}

export const CODE = /^[A-Z][A-Z0-9]{1,11}-[A-Z]{2}-[1-9]\d?-[A-Z][A-Z0-9]{1,11}$/;

/** `IOTC` of `IOTC-NS-2-PL`. */
export const serviceCodeOf = (code: string): string => code.slice(0, code.indexOf('-'));

/** References may move without asking anybody to look again, so they are no part of the digest. */
export const digestOf = (words: Pick<Wording, 'title' | 'action' | 'do' | 'confirm'>): string =>
  sha256(JSON.stringify([words.title, words.action, words.do, words.confirm])).slice(0, 16);

export const wordingOf = ({ digest, service, title, action, do: todo, confirm }: Item): Wording => ({
  digest,
  service,
  title,
  action,
  do: todo,
  confirm,
});

const items = new WeakMap<Entry, Item>();

/** @throws for an entry with nothing to do, which is on no checklist */
export function itemOf(entry: Entry): Item {
  const known = items.get(entry);
  if (known) return known;
  if (!entry.task) throw new Error(`${entry.code} asks for nothing, so it is no item of a checklist`);
  const words = { title: entry.feature.name, action: entry.action, do: entry.task.do, confirm: entry.task.confirm };
  const item: Item = {
    code: entry.code,
    service: entry.serviceId,
    serviceName: entry.serviceName,
    ...words,
    control: entry.control.id,
    domain: entry.control.domainId,
    domainName: entry.control.domainName,
    responsibility: entry.responsibility,
    roles: entry.roles,
    references: entry.references.map(({ title, url }) => ({ title, url })),
    digest: digestOf(words),
    anchor: entry.anchor,
  };
  items.set(entry, item);
  return item;
}

/** Names what a list holds, whatever its order on the page: printed on each sheet, and in every export. */
export const packDigest = (list: readonly Pick<Item, 'code' | 'digest'>[]): string =>
  sha256(
    list
      .map((item) => `${item.code} ${item.digest}`)
      .sort()
      .join('\n'),
  ).slice(0, 12);
