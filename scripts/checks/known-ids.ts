import { DOMAIN, FRAMEWORK_IDS } from '../../schemas/vocabulary.ts';
import { didYouMean } from '../content/did-you-mean.ts';
import type { SourceFile } from '../content/source-file.ts';
import type { Finding } from '../finding.ts';
import type { Check, Checked } from './check.ts';

/** Every id that one file uses of another exists. */
export const knownIds: Check = {
  name: 'known-ids',
  describe: 'Roles, controls, features and requirements that a file names exist.',
  run: (checked) => [...controls(checked), ...features(checked), ...services(checked), ...guidance(checked)],
};

/** An id belongs to a file: it exists even while that file is broken, which is a finding of its own. */
const idsOf = ({ content }: Checked, path: RegExp): string[] => content.files.flatMap((file) => path.exec(file)?.[1] ?? []);

const CONTROLS = /^content\/controls\/([^/]+)\.mdx$/;
const FEATURES = /^content\/features\/([^/]+)\.mdx$/;
const ROLES = /^content\/roles\/([^/]+)\.yaml$/;
const SERVICES = /^content\/services\/([^/]+)\/service\.yaml$/;

interface Use {
  readonly source: SourceFile;
  readonly path: readonly PropertyKey[];
  readonly at?: 'key' | 'value';
  readonly id: string;
  readonly noun: string;
  readonly known: readonly string[];
  /** The folder or file where one could be added. */
  readonly home: string;
}

function unknown({ source, path, at = 'value', id, noun, known, home }: Use): Finding[] {
  if (known.includes(id)) return [];
  const meant = didYouMean(id, known);
  const range = meant === undefined ? undefined : source.rangeOf(path, at);
  return [
    {
      rule: 'known-ids',
      severity: 'error',
      file: source.file,
      ...source.placeOf(path, at),
      message: `no ${noun} is called "${id}"; ${known.length <= 12 ? `use ${known.join(', ')}` : `${home} has all ${known.length}`}`,
      fix: meant === undefined ? `Use an id that exists, or add it to ${home}` : `Did you mean "${meant}"?`,
      ...(range && meant !== undefined ? { edit: { ...range, text: /^[\d.]+$/.test(meant) ? `'${meant}'` : meant } } : {}),
    },
  ];
}

function controls(checked: Checked): Finding[] {
  const { content } = checked;
  const roles = idsOf(checked, ROLES);
  const known = new Map(content.records.frameworks.map(({ id, data }) => [id, Object.keys(data.requirements)]));
  return content.records.controls.flatMap(({ id, file, data }) => {
    const source = content.sources.get(file)!;
    const domain = id.slice(0, 2);
    const strayDomain: Finding[] = DOMAIN.some((word) => word.value === domain)
      ? []
      : [
          {
            rule: 'known-ids',
            severity: 'error',
            file,
            line: 1,
            column: 1,
            message: `no domain is called "${domain}"; use ${DOMAIN.map((word) => word.value).join(', ')}`,
            fix: 'Rename the file',
          },
        ];
    return [
      ...strayDomain,
      ...(data.roles === 'all'
        ? []
        : data.roles.flatMap((role, index) =>
            unknown({ source, path: ['roles', index], id: role, noun: 'role', known: roles, home: 'content/roles' }),
          )),
      ...FRAMEWORK_IDS.flatMap((framework) => {
        const requirements = known.get(framework);
        // Without the framework's file every requirement would be unknown; its absence is reported once.
        if (!requirements) return [];
        return data.crosswalk[framework].flatMap((requirement, index) =>
          unknown({
            source,
            path: ['crosswalk', framework, index],
            id: requirement,
            noun: `requirement of ${framework}`,
            known: requirements,
            home: `content/frameworks/${framework}.yaml`,
          }),
        );
      }),
    ];
  });
}

function features(checked: Checked): Finding[] {
  const known = idsOf(checked, CONTROLS);
  return checked.content.records.features.flatMap(({ file, data }) =>
    unknown({
      source: checked.content.sources.get(file)!,
      path: ['control'],
      id: data.control,
      noun: 'control',
      known,
      home: 'content/controls',
    }),
  );
}

function services(checked: Checked): Finding[] {
  const known = idsOf(checked, FEATURES);
  const feature = { noun: 'feature', known, home: 'content/features' };
  return checked.content.records.services.flatMap(({ file, data }) => {
    const source = checked.content.sources.get(file)!;
    return [
      ...Object.keys(data.entries).flatMap((id) => unknown({ ...feature, source, path: ['entries', id], at: 'key', id })),
      ...data.policies.flatMap((policy, index) =>
        policy.features.flatMap((id, position) => unknown({ ...feature, source, path: ['policies', index, 'features', position], id })),
      ),
      ...data.deviations.flatMap((deviation, index) =>
        deviation.feature === undefined
          ? []
          : unknown({ ...feature, source, path: ['deviations', index, 'feature'], id: deviation.feature }),
      ),
    ];
  });
}

function guidance(checked: Checked): Finding[] {
  const knownServices = idsOf(checked, SERVICES);
  const services = new Map(checked.content.records.services.map(({ id, data }) => [id, data]));
  return checked.content.records.guidance.flatMap(({ id, file }): Finding[] => {
    const [service = '', feature = ''] = id.split('/');
    const problem = (message: string, fix: string): Finding[] => [
      { rule: 'known-ids', severity: 'error', file, line: 1, column: 1, message, fix },
    ];
    if (!knownServices.includes(service)) {
      const meant = didYouMean(service, knownServices);
      return problem(
        `the folder "${service}" has no service.yaml`,
        meant ? `Did you mean content/services/${meant}/?` : `Add content/services/${service}/service.yaml, or move the file`,
      );
    }
    const data = services.get(service);
    if (!data || Object.hasOwn(data.entries, feature)) return [];
    const meant = didYouMean(feature, Object.keys(data.entries));
    return problem(
      `${data.name} has no entry "${feature}" that this prose could belong to`,
      meant ? `Did you mean ${meant}.mdx?` : `Name the file after one of the entries in content/services/${service}/service.yaml`,
    );
  });
}
