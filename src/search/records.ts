import type { Catalog, Entry } from '../catalog/model.ts';
import type { Kind } from './items.ts';
import { plainText } from './plain-text.ts';

/**
 * What full text finds and has no page of its own: entries, terms and roles are places on a page.
 * Names are left out, titles too: the map of names finds those, so that a hit in the text is news.
 */
export interface TextRecord {
  readonly kind: Kind;
  readonly id: string;
  readonly text: string;
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

export function textRecords(catalog: Catalog): TextRecord[] {
  const records: TextRecord[] = [
    ...catalog.services.flatMap((service) =>
      service.entries.map((entry): TextRecord => ({
        kind: 'entry',
        id: entry.id,
        text: ownWords(entry),
        filters: {
          kind: ['entry'],
          service: [service.id],
          domain: [entry.control.domainId],
          action: [entry.action],
          responsibility: [entry.responsibility],
        },
      })),
    ),
    ...catalog.roles.map((role): TextRecord => ({
      kind: 'role',
      id: role.id,
      text: `${role.summary} ${role.duties}`,
      filters: { kind: ['role'] },
    })),
    ...catalog.terms.map((term): TextRecord => ({ kind: 'term', id: term.id, text: term.meaning, filters: { kind: ['term'] } })),
  ];
  return records.filter((record) => record.text !== '');
}

/** A page whose text is found as a whole. */
export interface TextPage {
  readonly kind: Kind;
  readonly id: string;
  readonly filters: Readonly<Record<string, readonly string[]>>;
}

export function textPages(catalog: Catalog): TextPage[] {
  return [
    ...catalog.controls.map((control): TextPage => ({
      kind: 'control',
      id: control.id,
      filters: { kind: ['control'], domain: [control.domainId] },
    })),
    ...catalog.features.map((feature): TextPage => ({
      kind: 'feature',
      id: feature.id,
      filters: { kind: ['feature'], domain: [feature.control.domainId] },
    })),
    ...catalog.guides.map((guide): TextPage => ({ kind: 'guide', id: guide.id, filters: { kind: ['guide'] } })),
  ];
}

/** What an entry says that no other does. What it shares with every service stands on its feature's page, and is found there. */
function ownWords({ guidance, policies, references }: Entry): string {
  return [
    ...(guidance ? [guidance.do, guidance.confirm, guidance.cost, plainText(guidance.body)] : []),
    ...policies.map((policy) => `${policy.name} (${policy.id}).`),
    ...new Set([...references, ...(guidance?.references ?? [])].map((reference) => `${reference.title}.`)),
  ].join(' ');
}
