import type { Catalog } from '../catalog/model.ts';
import { matrixOf } from '../catalog/matrix.ts';
import { controlTable, crosswalkTable, entryTable, matrixTable, serviceTable, setAsideTable } from './catalog-tables.ts';
import { csvOf, provenanceOf, workbookOf, type About } from './table.ts';

/** A file that the site offers. A new format is one entry here: the downloads page and its addresses follow. */
export interface Export {
  readonly file: string;
  readonly label: string;
  readonly mediaType: string;
  readonly describe: string;
  render(catalog: Catalog, about: About): string | Uint8Array | Promise<Uint8Array>;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const CSV = 'text/csv; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

export const EXPORTS: readonly Export[] = [
  {
    file: 'plumbline.xlsx',
    label: 'Everything as a workbook',
    mediaType: XLSX,
    describe:
      'Six sheets: matrix, entries, services with their profiles, controls, crosswalk, and the rows of upstream that became no entry.',
    render: (catalog, about) =>
      workbookOf(
        [
          matrixTable(catalog),
          entryTable(catalog),
          serviceTable(catalog),
          controlTable(catalog),
          crosswalkTable(catalog),
          setAsideTable(catalog),
        ],
        about,
      ),
  },
  {
    file: 'matrix.csv',
    label: 'Matrix as CSV',
    mediaType: CSV,
    describe: 'One row a service, one column a feature, the action in each cell.',
    render: (catalog, about) => csvOf(matrixTable(catalog), about),
  },
  {
    file: 'matrix.json',
    label: 'Matrix as JSON',
    mediaType: JSON_TYPE,
    describe: 'The ids of services and features, and the actions as a table of rows.',
    render: (catalog, about) => {
      const { features, rows } = matrixOf(catalog);
      return `${JSON.stringify({
        source: provenanceOf(about),
        features: features.map((feature) => feature.id),
        services: rows.map(({ service, cells }) => ({ id: service.id, actions: cells.map((entry) => entry?.action ?? null) })),
      })}\n`;
    },
  },
  {
    file: 'entries.csv',
    label: 'Entries as CSV',
    mediaType: CSV,
    describe: 'One row an entry with its three facts, its action, its references, and the workbook and row that it comes from.',
    render: (catalog, about) => csvOf(entryTable(catalog), about),
  },
  {
    file: 'services.csv',
    label: 'Services as CSV',
    mediaType: CSV,
    describe: 'One row a service: profile, counts of actions, workbook with date and digest.',
    render: (catalog, about) => csvOf(serviceTable(catalog), about),
  },
  {
    file: 'crosswalk.csv',
    label: 'Crosswalk as CSV',
    mediaType: CSV,
    describe: 'One row a requirement of another framework and a control that answers it, with the control’s features.',
    render: (catalog, about) => csvOf(crosswalkTable(catalog), about),
  },
];

export const aboutCatalog = (catalog: Catalog, version: string): About => ({
  title: 'Security baselines of Azure services',
  version,
  readOn: catalog.readOn,
  benchmark: catalog.benchmark.name,
  notes: [
    'Facts are Microsoft’s, read from its published workbooks; see the sheet and row beside each.',
    'Not a statement of compliance, and not a product of Microsoft.',
  ],
});
