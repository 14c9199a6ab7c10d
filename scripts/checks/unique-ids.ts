import type { SourceFile } from '../content/source-file.ts';
import type { Finding } from '../finding.ts';
import type { Check, Checked } from './check.ts';

/** What has to tell things apart does so. */
export const uniqueIds: Check = {
  name: 'unique-ids',
  describe: 'Codes, names, policies and reference addresses that tell things apart occur once.',
  run: (checked) => [
    ...repeated(
      'feature code',
      uses(checked, 'features', (data) => [{ value: data.code, path: ['code'] }]),
    ),
    ...repeated(
      'feature name',
      uses(checked, 'features', (data) => [{ value: data.name, path: ['name'] }]),
    ),
    ...repeated(
      'control title',
      uses(checked, 'controls', (data) => [{ value: data.title, path: ['title'] }]),
    ),
    ...repeated(
      'service code',
      uses(checked, 'services', (data) => [{ value: data.code, path: ['code'] }]),
    ),
    ...repeated(
      'service name',
      uses(checked, 'services', (data) => [{ value: data.name, path: ['name'] }]),
    ),
    ...repeated(
      'role name',
      uses(checked, 'roles', (data) => [{ value: data.name, path: ['name'] }]),
    ),
    ...repeated(
      'spelling of a role',
      uses(checked, 'roles', (data) => data.upstreamNames.map((value, index) => ({ value, path: ['upstreamNames', index] }))),
    ),
    ...repeated(
      'guide title',
      uses(checked, 'guides', (data) => [{ value: data.title, path: ['title'] }]),
    ),
    ...repeated(
      'place in the order of guides',
      uses(checked, 'guides', (data) => [{ value: String(data.order), path: ['order'] }]),
    ),
    ...repeated('name of a glossary term', terms(checked)),
    // A control's policies are upstream's list, which repeats some.
    ...uses(checked, 'services', (data) => data.policies.map(({ id }, index) => ({ value: id, path: ['policies', index, 'id'] })))
      .reduce(byFile, [])
      .flatMap((group) => repeated('policy', group)),
    ...references(checked).flatMap((group) => repeated('reference', group)),
  ],
};

interface Use {
  readonly value: string;
  readonly path: readonly PropertyKey[];
  readonly source: SourceFile;
}

type Collections = Checked['content']['records'];
type Keyed = Exclude<keyof Collections, 'lock' | 'terms'>;

function uses<K extends Keyed>(
  { content }: Checked,
  collection: K,
  read: (data: Collections[K][number]['data']) => readonly Omit<Use, 'source'>[],
): Use[] {
  return content.records[collection].flatMap(({ file, data }) => read(data).map((use) => ({ ...use, source: content.sources.get(file)! })));
}

const terms = ({ content }: Checked): Use[] =>
  content.records.terms.flatMap(({ id, file, data }) => {
    const source = content.sources.get(file)!;
    return [
      { value: data.term, path: [id, 'term'], source },
      ...data.also.map((value, index) => ({ value, path: [id, 'also', index], source })),
    ];
  });

/** Lists of references, each to be looked at by itself: two files may well cite the same page. */
function references({ content }: Checked): Use[][] {
  return [...content.sources.values()].flatMap((source) => {
    const { value } = source;
    if (typeof value !== 'object' || value === null) return [];
    const lists: Use[][] = [];
    const take = (list: unknown, path: readonly PropertyKey[]): void => {
      if (!Array.isArray(list)) return;
      lists.push(
        list.flatMap((reference: unknown, index) =>
          typeof reference === 'object' && reference !== null && 'url' in reference && typeof reference.url === 'string'
            ? [{ value: reference.url, path: [...path, index, 'url'], source }]
            : [],
        ),
      );
    };
    if ('references' in value) take(value.references, ['references']);
    if ('entries' in value && typeof value.entries === 'object' && value.entries !== null) {
      for (const [feature, entry] of Object.entries(value.entries) as [string, unknown][]) {
        if (typeof entry === 'object' && entry !== null && 'references' in entry)
          take(entry.references, ['entries', feature, 'references']);
      }
    }
    return lists;
  });
}

function byFile(groups: Use[][], use: Use): Use[][] {
  const group = groups.find(([first]) => first?.source.file === use.source.file);
  if (group) group.push(use);
  else groups.push([use]);
  return groups;
}

/** Each of those that share a value is named, as any of them may be the slip. */
function repeated(noun: string, all: readonly Use[]): Finding[] {
  return [...Map.groupBy(all, (use) => use.value.trim()).values()]
    .filter((group) => group.length > 1)
    .flatMap((group) =>
      group.map((use): Finding => {
        const other = group.find((candidate) => candidate !== use)!;
        const place = other.source.placeOf(other.path);
        return {
          rule: 'unique-ids',
          severity: 'error',
          file: use.source.file,
          ...use.source.placeOf(use.path),
          message: `the ${noun} "${use.value}" is also at ${other.source.file}:${place.line}:${place.column}; each occurs once`,
          fix: noun === 'reference' || noun === 'policy' ? 'Delete one of the two' : 'Choose another',
        };
      }),
    );
}
