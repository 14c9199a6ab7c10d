import type { Context, Scaffold } from './scaffold.ts';
import { asks, mustBeNew, mustBeOneOf, mustBeSlug, yaml } from './text.ts';

const fileOf = (id: string): string => `content/roles/${id}.yaml`;

export const role: Scaffold = {
  kind: 'role',
  words: ['SLUG'],
  describe: 'a role, and its place in some controls',
  offer([id = ''], { content, catalog }) {
    mustBeSlug(id);
    mustBeNew(fileOf(id), content.files);
    return [`Roles so far: ${catalog.roles.map(({ name }) => name).join('; ')}`];
  },
  questions: ([id = ''], { content }) => [
    asks(
      'name',
      'Name',
      id.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase()),
    ),
    asks('upstream', 'Spellings in the workbooks, separated by semicolons', id.replaceAll('-', ' ')),
    asks('summary', 'What the team is for, in one sentence'),
    asks('duties', 'What it does, in one sentence'),
    asks('reference-title', 'Title of a page about the team', 'Cloud security functions'),
    asks('reference-url', 'Its address', 'https://learn.microsoft.com/azure/cloud-adoption-framework/organize/cloud-security'),
    asks(
      'controls',
      'Controls that name it, separated by commas',
      content.records.controls
        .filter(({ data }) => data.roles !== 'all' && data.roles.includes(id))
        .map((control) => control.id)
        .join(', ') || undefined,
    ),
  ],
  write([id = ''], answers, context) {
    const files = new Map([
      [
        fileOf(id),
        yaml({
          name: answers['name'],
          upstreamNames: (answers['upstream'] ?? '').split(/\s*;\s*/),
          summary: answers['summary'],
          duties: answers['duties'],
          reference: { title: answers['reference-title'], url: answers['reference-url'] },
        }),
      ],
    ]);
    for (const control of (answers['controls'] ?? '').split(/[\s,]+/).filter((word) => word !== '')) {
      const [file, text] = withRole(control, id, context);
      files.set(file, text);
    }
    return files;
  },
};

/** The control's file with the role at the end of its list. */
function withRole(control: string, id: string, { content }: Context): [string, string] {
  mustBeOneOf(
    'control',
    control,
    content.records.controls.map((record) => record.id),
  );
  const file = `content/controls/${control}.mdx`;
  const source = content.sources.get(file)!;
  const { roles } = content.records.controls.find((record) => record.id === control)!.data;
  if (roles === 'all' || roles.includes(id)) return [file, source.text];
  const { start, end } = source.rangeOf(['roles'])!;
  return [file, `${source.text.slice(0, start)}[${[...roles, id].join(', ')}]${source.text.slice(end)}`];
}
