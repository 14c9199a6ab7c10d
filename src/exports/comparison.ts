import { ACTION, ENABLED_BY_DEFAULT, HOST_ACCESS, labelFor, RESPONSIBILITY, SUPPORT } from '../../schemas/vocabulary.ts';
import type { ComparedEntry, ComparedRow, ComparedService } from '../catalog/compare.ts';
import type { Table } from './table.ts';

/** The tables of an architecture pack: the comparison as it is on the screen, the profiles, and what is left to do. */

const yesNo = (value: boolean | 'unknown'): string => (value === 'unknown' ? 'Not stated' : value ? 'Yes' : 'No');

export const AGREEMENT_LABEL = { differ: 'Differ', agree: 'Agree', 'nothing-to-do': 'Nothing to do' } as const;

export function factsInWords(entry: ComparedEntry | undefined): string {
  if (!entry) return 'Not stated';
  if (entry.supported === 'not-applicable') return 'Not applicable';
  const parts = [labelFor(SUPPORT, entry.supported)];
  if (entry.enabledByDefault !== 'not-applicable') parts.push(labelFor(ENABLED_BY_DEFAULT, entry.enabledByDefault).toLowerCase());
  if (entry.responsibility !== 'not-applicable') parts.push(`job of ${jobOf(entry)}`);
  return parts.join(', ');
}

const jobOf = (entry: ComparedEntry): string =>
  ({ customer: 'your team', microsoft: 'Microsoft', shared: 'both', 'not-applicable': 'nobody' })[entry.responsibility];

export const PROFILE_ROWS: readonly { readonly label: string; valueOf(service: ComparedService): string }[] = [
  { label: 'Product category', valueOf: ({ profile }) => profile.categories.join(', ') || 'Not stated' },
  {
    label: 'Customer access to the host',
    valueOf: ({ profile }) => (profile.hostAccess === 'unknown' ? 'Not stated' : labelFor(HOST_ACCESS, profile.hostAccess)),
  },
  { label: 'Deployable into your virtual network', valueOf: ({ profile }) => yesNo(profile.deployableInVirtualNetwork) },
  { label: 'Stores customer content at rest', valueOf: ({ profile }) => yesNo(profile.storesContentAtRest) },
];

export function comparisonTable(services: readonly ComparedService[], rows: readonly ComparedRow[]): Table {
  return {
    name: 'Comparison',
    frozenColumns: 2,
    columns: [
      { header: 'Control', width: 9 },
      { header: 'Feature', width: 38 },
      { header: 'Services', width: 13 },
      ...services.flatMap((service) => [
        { header: service.name, width: 16 },
        { header: `${service.name}: facts`, width: 34 },
      ]),
    ],
    rows: rows.map((row) => [
      row.control,
      row.featureName,
      AGREEMENT_LABEL[row.agreement],
      ...row.cells.flatMap((cell) => [cell ? labelFor(ACTION, cell.action) : 'Not stated', factsInWords(cell)]),
    ]),
  };
}

export const profileTable = (services: readonly ComparedService[]): Table => ({
  name: 'Security profiles',
  columns: [{ header: 'Attribute', width: 38 }, ...services.map((service) => ({ header: service.name, width: 24 }))],
  rows: PROFILE_ROWS.map((row) => [row.label, ...services.map((service) => row.valueOf(service))]),
});

export const workTable = (services: readonly ComparedService[], rows: readonly ComparedRow[]): Table => ({
  name: 'What is left to do',
  frozenColumns: 2,
  columns: [
    { header: 'Service', width: 24 },
    { header: 'Code', width: 18 },
    { header: 'Feature', width: 36 },
    { header: 'Action', width: 13 },
    { header: 'Whose job', width: 14 },
    { header: 'Do', width: 60 },
    { header: 'Confirm', width: 60 },
  ],
  rows: services.flatMap((service, at) =>
    rows.flatMap((row) => {
      const cell = row.cells[at];
      if (!cell || cell.action === 'none') return [];
      const job = labelFor(RESPONSIBILITY, cell.responsibility);
      return [[service.name, cell.code, cell.featureName, labelFor(ACTION, cell.action), job, cell.do ?? '', cell.confirm ?? '']];
    }),
  ),
});
