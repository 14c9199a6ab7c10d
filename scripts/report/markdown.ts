import type { Finding } from '../finding.ts';
import { plural } from '../site/say.ts';
import { lineDiff } from '../upstream/line-diff.ts';
import type { CatalogChange, FactChange, Named, TextChange } from './compare-catalogs.ts';

export interface Told {
  readonly change: CatalogChange;
  /** Downloads whose bytes differ. */
  readonly downloads: readonly string[];
  /** What the check says of the new content. */
  readonly findings: readonly Finding[];
  /** Addresses of files in the repository at the new revision, such as https://host/owner/name/blob/REV; '' for none. */
  readonly files: string;
  /** The address of the site, without its last slash; '' for none. */
  readonly site: string;
}

/** Marks the comment that is updated instead of repeated. */
export const MARKER = '<!-- plumbline: what this change means -->';

const MOST_TEXTS = 25;
const MOST_LINES = 40;
const MOST_ROWS = 60;

/** What a change means for readers, as Markdown. Whatever comes from the content is shown, and does nothing. */
export function reportInMarkdown(told: Told): string {
  const { change, downloads, findings } = told;
  const errors = findings.filter(({ severity }) => severity === 'error');
  const idle = findings.filter(({ rule, severity }) => rule === 'deviation' && severity === 'error');
  const nothing = change.facts.length + change.texts.length + change.added.length + change.removed.length === 0;
  const sections = [
    MARKER,
    '## What this change means',
    nothing ? 'Nothing that a reader would see: no fact and no sentence of the content differs.' : summaryOf(told, idle.length),
    errors.length > 0
      ? `**The check finds ${plural(errors.length, 'error')}.** The build stops until they are mended.\n\n${errors
          .slice(0, 20)
          .map((finding) => findingLine(finding, told))
          .join('\n')}`
      : '',
    listOf('Added', change.added, told),
    listOf('Removed', change.removed, told),
    factsOf(change.facts, told),
    idle.length > 0 ? `### Deviations now idle\n\n${idle.map((finding) => findingLine(finding, told)).join('\n')}` : '',
    checklistsOf(told),
    downloads.length > 0 ? `### Downloads that change\n\n${downloads.map(code).join(', ')}` : '',
    textsOf(change.texts, told),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function summaryOf({ change, downloads }: Told, idle: number): string {
  const parts = [
    [change.facts.length, 'fact'],
    [change.texts.length, 'text'],
    [change.added.length, 'addition'],
    [change.removed.length, 'removal'],
    [change.checklists.length, 'role checklist'],
    [change.lookAgain.length, 'item to look at again'],
    [downloads.length, 'download'],
    [idle, 'idle deviation'],
  ] as const;
  return parts
    .filter(([count]) => count > 0)
    .map(([count, noun]) =>
      noun === 'item to look at again' ? `${count} ${count === 1 ? 'item' : 'items'} to look at again` : plural(count, noun),
    )
    .join(' · ');
}

function factsOf(facts: readonly FactChange[], told: Told): string {
  if (facts.length === 0) return '';
  const rows = facts
    .slice(0, MOST_ROWS)
    .map((fact) => `| ${link(fact, told)} | ${cell(fact.field)} | ${cell(fact.before)} | ${cell(fact.after)} |`);
  return `### Facts\n\n| Where | What | Before | After |\n| --- | --- | --- | --- |\n${rows.join('\n')}${more(facts.length, MOST_ROWS)}`;
}

function checklistsOf({ change }: Told): string {
  if (change.checklists.length + change.lookAgain.length === 0) return '';
  const lists = change.checklists.slice(0, MOST_ROWS).map(({ name, added, removed, changed }) => {
    const counts = [
      added > 0 ? `${added} more` : '',
      removed > 0 ? `${removed} fewer` : '',
      changed > 0 ? `${changed} changed` : '',
    ].filter((count) => count !== '');
    return `- ${text(name)}: ${counts.join(', ')}`;
  });
  const again = change.lookAgain
    .slice(0, MOST_ROWS)
    .map(({ code: item, title, service, roles }) => `- ${code(item)} ${text(title)}, ${text(service)}, on ${plural(roles, 'checklist')}`);
  return [
    lists.length > 0 ? `### Checklists\n\n${lists.join('\n')}${more(change.checklists.length, MOST_ROWS)}` : '',
    again.length > 0
      ? `People who have answered these will be asked to look again:\n\n${again.join('\n')}${more(change.lookAgain.length, MOST_ROWS)}`
      : '',
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function textsOf(texts: readonly TextChange[], told: Told): string {
  if (texts.length === 0) return '';
  const shown = texts.slice(0, MOST_TEXTS).map((change) => {
    const lines = lineDiff(change.before.trim(), change.after.trim());
    const cut = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), ` … ${lines.length - MOST_LINES} more lines`] : lines;
    return `<details><summary>${harmless(change.name)}: ${harmless(change.field)}</summary>\n\n${link(change, told)}\n\n${fenced(cut.join('\n'))}\n\n</details>`;
  });
  return `### Text\n\n${shown.join('\n')}${more(texts.length, MOST_TEXTS)}`;
}

const listOf = (title: string, all: readonly Named[], told: Told): string =>
  all.length === 0
    ? ''
    : `### ${title}\n\n${all
        .slice(0, MOST_ROWS)
        .map((named) => `- ${named.kind} ${link(named, told)}`)
        .join('\n')}${more(all.length, MOST_ROWS)}`;

const more = (count: number, limit: number): string => (count > limit ? `\n\n… and ${count - limit} more.` : '');

function findingLine({ file, line, column, rule, message, fix }: Finding, { files }: Told): string {
  const place = `${file}:${line}:${column}`;
  const linked = files === '' ? code(place) : `[${code(place)}](${files}/${encodeURI(file)}#L${line})`;
  return `- ${linked} ${text(message)}${fix === undefined ? '' : ` Fix: ${text(fix)}.`} (${rule})`;
}

const link = ({ name, file, page }: Named, { files, site }: Told): string => {
  const named = files === '' ? text(name) : `[${text(name)}](${files}/${encodeURI(file)})`;
  return site === '' ? named : `${named} ([page](${site}${encodeURI(page)}))`;
};

/** Text that is shown as it is: no Markdown, no HTML, no mention of a person, no address that becomes a link. */
const text = (value: string): string => harmless(value).replace(/[\\`*_{}[\]()#+!|~>-]/g, '\\$&');

/** The same for places where Markdown is not read. */
const harmless = (value: string): string =>
  escapeHtml(value.replace(/\s+/g, ' ')).replaceAll('@', '@\u200B').replaceAll('://', ':\u200B//');

const cell = (value: string): string => text(value.length > 200 ? `${value.slice(0, 200)}…` : value) || '—';

const code = (value: string): string => `\`${value.replaceAll('`', "'")}\``;

const escapeHtml = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A fence that is longer than any in the text cannot be closed by it. */
function fenced(value: string): string {
  const longest = Math.max(2, ...[...value.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}diff\n${value}\n${fence}`;
}
