import { ACTION, labelFor, STATUS } from '../../../schemas/vocabulary.ts';
import { archivedRow, concernsOf } from '../../checklists/columns.ts';
import { latestOf } from '../../checklists/labels.ts';
import { statusOf, textOf } from '../../checklists/record.ts';
import type { Sheet, SheetRow } from '../../checklists/sheet.ts';
import { progressOf, settled, standingOf } from '../../checklists/standing.ts';

/** A task list as GitHub shows and ticks it. What people typed stays text: no markup, no mentions, no issue numbers. */
export function sheetToMarkdown(sheet: Sheet): string {
  const progress = progressOf(sheet.rows.map(({ item, record }) => standingOf(record, item)));
  const domains = [...new Set(sheet.rows.map((row) => row.item.domainName))];
  return `${[
    `# ${text(sheet.title)}`,
    '',
    `Assessment: ${text(sheet.assessment.name)}. ${settled(progress)} of ${progress.total} items settled.`,
    '',
    `Exported ${sheet.at.slice(0, 16).replace('T', ' ')} UTC${sheet.by === '' ? '' : ` by ${text(sheet.by)}`} from <${sheet.address}>. Plumbline ${sheet.version}, facts as of ${sheet.facts}, digest ${sheet.digest}.${
      sheet.filters === '' ? '' : ` Shown only: ${sheet.filters}.`
    }`,
    ...domains.flatMap((domain) => [
      '',
      `## ${text(domain)}`,
      '',
      ...sheet.rows.filter((row) => row.item.domainName === domain).flatMap(task),
    ]),
    ...(sheet.archive.length === 0 ? [] : ['', '## No longer on this list', '', ...sheet.archive.map(archivedRow).flatMap(task)]),
  ].join('\n')}\n`;
}

function task(row: SheetRow): string[] {
  const { item, record } = row;
  const standing = standingOf(record, item);
  const latest = latestOf(record);
  const owner = textOf(record, 'owner');
  const due = textOf(record, 'due');
  const link = textOf(record, 'link');
  const status = [
    labelFor(STATUS, statusOf(record)),
    owner && `owner ${text(owner)}`,
    due && `due ${due}`,
    latest && `answered ${latest.at.slice(0, 10)}${latest.by === '' ? '' : ` by ${text(latest.by)}`}`,
  ].filter(Boolean);
  return [
    `- [${standing === 'done' ? 'x' : ' '}] **${item.code}** ${text(item.title)}`,
    `  - ${labelFor(ACTION, item.action)}: ${text(item.do)}`,
    `  - Confirm: ${text(item.confirm)}`,
    `  - Status: ${status.join('; ')}`,
    ...quote('Evidence', textOf(record, 'note')),
    ...(link === '' ? [] : [`  - Evidence link: ${text(link)}`]),
    ...concernsOf(row).map((concern) => `  - To look at: ${text(concern)}`),
    ...item.references.map((reference) => `  - Reference: ${text(reference.title)} <${reference.url}>`),
  ];
}

const quote = (label: string, note: string): string[] =>
  note === '' ? [] : [`  - ${label}:`, ...note.split(/\r\n|\r|\n/).map((line) => `    > ${text(line)}`)];

const text = (value: string): string =>
  value
    .replace(/[&<>@#]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/[\\`*_[\]|~!]/g, '\\$&')
    .replace(/^(\s*)([-+=]|\d+[.)])/, (_, space: string, start: string) => `${space}${start.slice(0, -1)}\\${start.slice(-1)}`)
    .replace(/\s*[\r\n]+\s*/g, ' ');
