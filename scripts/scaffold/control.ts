import { FRAMEWORK_IDS } from '../../schemas/vocabulary.ts';
import { sameText } from '../../src/catalog/upstream-text.ts';
import type { Context, Scaffold } from './scaffold.ts';
import { asks, mdx, mustBeNew, mustBeOneOf } from './text.ts';

const fileOf = (id: string): string => `content/controls/${id}.mdx`;

function lockedControl(id: string, { content }: Context) {
  const { controls } = content.records.lock.benchmark;
  mustBeOneOf('control of the benchmark', id, Object.keys(controls));
  mustBeNew(fileOf(id), content.files);
  return controls[id]!;
}

/** Roles by the spellings that the workbooks use for them. */
const rolesOf = (stakeholders: readonly string[], { content }: Context): string[] =>
  content.records.roles
    .filter(({ data }) => stakeholders.some((name) => data.upstreamNames.some((known) => sameText(known, name))))
    .map(({ id }) => id);

export const control: Scaffold = {
  kind: 'control',
  words: ['ID'],
  describe: 'a control of the benchmark, with its facts from the lock',
  offer([id = ''], context) {
    const locked = lockedControl(id, context);
    return [
      `${id} ${locked.title} (${locked.domain}), row ${locked.row}`,
      `Stakeholders: ${locked.stakeholders.join('; ')}`,
      ...FRAMEWORK_IDS.map((framework) => `${framework}: ${(locked.crosswalk[framework] ?? []).join(', ') || 'none'}`),
      `Policies: ${locked.policies.length}`,
    ];
  },
  questions: ([id = ''], context) => [
    asks('summary', 'What the control asks for, in one sentence'),
    asks('why', 'Why it matters: what an attacker gains where it is missing'),
    asks('good', 'What good looks like'),
    asks('roles', 'Roles, separated by commas', rolesOf(lockedControl(id, context).stakeholders, context).join(', ') || 'all'),
  ],
  write([id = ''], answers, context) {
    const locked = lockedControl(id, context);
    const roles = answers['roles'] === 'all' ? 'all' : (answers['roles'] ?? '').split(/[\s,]+/).filter((role) => role !== '');
    if (roles !== 'all')
      for (const role of roles)
        mustBeOneOf(
          'role',
          role,
          context.content.records.roles.map((record) => record.id),
        );
    const fields = {
      title: locked.title,
      summary: answers['summary'],
      roles,
      crosswalk: Object.fromEntries(FRAMEWORK_IDS.map((framework) => [framework, locked.crosswalk[framework] ?? []])),
      policies: locked.policies,
    };
    return new Map([[fileOf(id), mdx(fields, `## Why it matters\n\n${answers['why']}\n\n## What good looks like\n\n${answers['good']}`)]]);
  },
};
