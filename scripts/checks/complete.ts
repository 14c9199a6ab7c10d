import { DOMAIN, type DomainId } from '../../schemas/vocabulary.ts';
import { sameText } from '../../src/catalog/upstream-text.ts';
import type { Finding } from '../finding.ts';
import type { Check, Checked } from './check.ts';

/** How many controls Azure Security Benchmark v3 has in each domain: 85 in all. */
const CONTROLS: Readonly<Record<DomainId, number>> = {
  NS: 10,
  IM: 9,
  PA: 8,
  DP: 8,
  AM: 5,
  LT: 7,
  IR: 7,
  PV: 7,
  ES: 3,
  BR: 4,
  DS: 7,
  GS: 10,
};

/** Nothing that belongs into the baseline is left out. */
export const complete: Check = {
  name: 'complete',
  describe: 'All 85 controls are there, every service states every feature, and a service with prose has it for every entry that applies.',
  run: (checked) => [...controls(checked), ...entries(checked), ...guidance(checked), ...roles(checked)],
};

const missing = (file: string, message: string, fix: string): Finding => ({
  rule: 'complete',
  severity: 'error',
  file,
  line: 1,
  column: 1,
  message,
  fix,
});

function controls({ content }: Checked): Finding[] {
  const expected = DOMAIN.flatMap(({ value }) => Array.from({ length: CONTROLS[value] }, (_, index) => `${value}-${index + 1}`));
  const files = new Set(content.files);
  return [
    ...expected
      .filter((id) => !files.has(`content/controls/${id}.mdx`))
      .map((id) =>
        missing(
          `content/controls/${id}.mdx`,
          `the control ${id} has no file; the benchmark has ${expected.length} controls`,
          `Add it: npm run new -- control ${id}`,
        ),
      ),
    ...content.records.controls
      .filter(({ id }) => !expected.includes(id) && DOMAIN.some(({ value }) => id.startsWith(`${value}-`)))
      .map(({ id, file }) =>
        missing(
          file,
          `the benchmark has no control ${id}; ${id.slice(0, 2)} ends at ${id.slice(0, 2)}-${CONTROLS[id.slice(0, 2) as DomainId]}`,
          'Rename or delete the file',
        ),
      ),
  ];
}

function entries({ content }: Checked): Finding[] {
  const features = content.files.flatMap((file) => /^content\/features\/([^/]+)\.mdx$/.exec(file)?.[1] ?? []);
  const names = new Map(content.records.features.map(({ id, data }) => [id, data.name]));
  return content.records.services.flatMap(({ id, file, data }) => {
    const locked = content.records.lock.services[id];
    // A few workbooks have no row for a feature, or none that counts; then there is nothing to state.
    const silent = (feature: string): boolean =>
      locked !== undefined &&
      !locked.rows.some(
        (row) => sameText(row.feature, names.get(feature) ?? feature) && !data.setAside.some((aside) => aside.row === row.row),
      );
    return features
      .filter((feature) => !Object.hasOwn(data.entries, feature) && !silent(feature))
      .map((feature): Finding => ({
        rule: 'complete',
        severity: 'error',
        file,
        ...content.sources.get(file)!.placeOf(['entries'], 'key'),
        message: `${data.name} says nothing about the feature "${feature}"; a service states all ${features.length}, those that do not apply too`,
        fix: `Add "${feature}:" under entries with supported, enabledByDefault and responsibility`,
      }));
  });
}

function guidance({ catalog, content }: Checked): Finding[] {
  const files = new Set(content.files);
  return catalog.services
    .filter((service) => content.files.some((file) => file.startsWith(`content/services/${service.id}/`) && file.endsWith('.mdx')))
    .flatMap((service) =>
      service.entries.flatMap((entry): Finding[] => {
        const file = `content/services/${entry.id}.mdx`;
        if (entry.action !== 'none' && !files.has(file)) {
          return [
            missing(
              file,
              `${service.name} has prose, and none about "${entry.feature.name}", which applies to it`,
              `Add it: npm run new -- guidance ${service.id} ${entry.feature.id}`,
            ),
          ];
        }
        if (entry.action === 'none' && files.has(file)) {
          return [
            missing(
              file,
              `"${entry.feature.name}" does not apply to ${service.name}, so there is nothing to act on`,
              `Delete the file, or correct "supported" in ${service.file}`,
            ),
          ];
        }
        return [];
      }),
    );
}

/** Only where all controls could be read: a broken one may be the one that names the role. */
function roles({ catalog, content }: Checked): Finding[] {
  if (content.findings.some((finding) => finding.file.startsWith('content/controls/'))) return [];
  return catalog.roles
    .filter((role) => role.controls.length === 0)
    .map((role) =>
      missing(role.file, `no control names the role "${role.name}", so its checklist is empty`, 'Name it in a control, or delete the file'),
    );
}
