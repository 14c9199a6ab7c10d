import { ACTION, ENABLED_BY_DEFAULT, HOST_ACCESS, labelFor, RESPONSIBILITY, SET_ASIDE_REASONS, SUPPORT } from '../../schemas/vocabulary.ts';
import { matrixOf } from '../catalog/matrix.ts';
import type { Catalog } from '../catalog/model.ts';
import type { Table } from './table.ts';

/** The catalog as flat tables. Workbooks and CSV files are made of these. */

export function matrixTable(catalog: Catalog): Table {
  const { features, rows } = matrixOf(catalog);
  return {
    name: 'Matrix',
    columns: [
      { header: 'Service', width: 38 },
      ...features.map((feature) => ({ header: `${feature.control.id} ${feature.name}`, width: 15 })),
    ],
    rows: rows.map(({ service, cells }) => [
      service.name,
      ...cells.map((entry) => (entry ? labelFor(ACTION, entry.action) : 'Not stated')),
    ]),
  };
}

export const entryTable = (catalog: Catalog): Table => ({
  name: 'Entries',
  frozenColumns: 2,
  columns: [
    { header: 'Code', width: 20 },
    { header: 'Service', width: 34 },
    { header: 'Domain', width: 24 },
    { header: 'Control', width: 9 },
    { header: 'Feature', width: 40 },
    { header: 'Supported', width: 15 },
    { header: 'Enabled by default', width: 15 },
    { header: 'Responsibility', width: 15 },
    { header: 'Action', width: 14 },
    { header: 'References', width: 60 },
    { header: 'Workbook', width: 60 },
    { header: 'Row', width: 6 },
    { header: 'Disputed', width: 40 },
  ],
  rows: catalog.services.flatMap((service) =>
    service.entries.map((entry) => [
      entry.code,
      service.name,
      entry.control.domainName,
      entry.control.id,
      entry.feature.name,
      labelFor(SUPPORT, entry.supported),
      labelFor(ENABLED_BY_DEFAULT, entry.enabledByDefault),
      labelFor(RESPONSIBILITY, entry.responsibility),
      labelFor(ACTION, entry.action),
      entry.references.map((reference) => reference.url).join('\n'),
      entry.source?.workbook ?? '',
      entry.source?.row ?? '',
      entry.disputes.map((dispute) => `${dispute.where}: ${dispute.says}`).join('\n'),
    ]),
  ),
});

const yesNo = (value: boolean | 'unknown'): string => (value === 'unknown' ? 'Not stated' : value ? 'Yes' : 'No');

export const serviceTable = (catalog: Catalog): Table => ({
  name: 'Services',
  columns: [
    { header: 'Service', width: 38 },
    { header: 'Code', width: 10 },
    { header: 'Categories', width: 30 },
    { header: 'Customer access to the host', width: 18 },
    { header: 'Deployable into a virtual network', width: 18 },
    { header: 'Stores customer content', width: 18 },
    ...ACTION.map(({ label }) => ({ header: label, width: 13 })),
    { header: 'Workbook', width: 60 },
    { header: 'Workbook modified', width: 14 },
    { header: 'SHA-256', width: 66 },
  ],
  rows: catalog.services.map((service) => [
    service.name,
    service.code,
    service.profile.categories.join(', '),
    service.profile.hostAccess === 'unknown' ? 'Not stated' : labelFor(HOST_ACCESS, service.profile.hostAccess),
    yesNo(service.profile.deployableInVirtualNetwork),
    yesNo(service.profile.storesContentAtRest),
    ...ACTION.map(({ value }) => service.entries.filter((entry) => entry.action === value).length),
    service.workbook?.file ?? '',
    service.workbook?.modified ?? '',
    service.workbook?.sha256 ?? '',
  ]),
});

export const controlTable = (catalog: Catalog): Table => ({
  name: 'Controls',
  columns: [
    { header: 'Control', width: 9 },
    { header: 'Domain', width: 28 },
    { header: 'Title', width: 60 },
    { header: 'Roles', width: 50 },
    ...catalog.frameworks.map((framework) => ({ header: `${framework.name} ${framework.version}`, width: 30 })),
  ],
  rows: catalog.controls.map((control) => [
    control.id,
    control.domainName,
    control.title,
    catalog.roles
      .filter((role) => control.roles.includes(role.id))
      .map((role) => role.name)
      .join(', '),
    ...catalog.frameworks.map((framework) => control.crosswalk[framework.id].join(', ')),
  ]),
});

/** One row a requirement and control. */
export const crosswalkTable = (catalog: Catalog): Table => ({
  name: 'Crosswalk',
  frozenColumns: 2,
  columns: [
    { header: 'Framework', width: 22 },
    { header: 'Requirement', width: 14 },
    { header: 'Requirement title', width: 50 },
    { header: 'Control', width: 9 },
    { header: 'Control title', width: 60 },
    { header: 'Features', width: 60 },
  ],
  rows: catalog.frameworks.flatMap((framework) =>
    framework.requirements.flatMap((requirement) =>
      requirement.controls.map((control) => [
        `${framework.name} ${framework.version}`,
        requirement.id,
        requirement.title,
        control.id,
        control.title,
        catalog.features
          .filter((feature) => feature.control.id === control.id)
          .map((feature) => feature.name)
          .join(', '),
      ]),
    ),
  ),
});

export const setAsideTable = (catalog: Catalog): Table => ({
  name: 'Rows set aside',
  columns: [
    { header: 'Service', width: 38 },
    { header: 'Workbook', width: 60 },
    { header: 'Row', width: 6 },
    { header: 'Feature', width: 40 },
    { header: 'Control', width: 9 },
    { header: 'Why', width: 60 },
  ],
  rows: catalog.services.flatMap((service) =>
    service.setAside.map((row) => [
      service.name,
      service.workbook?.file ?? '',
      row.row,
      row.feature,
      row.control,
      labelFor(SET_ASIDE_REASONS, row.reason),
    ]),
  ),
});
