import type { Finding } from '../finding.ts';
import { plural } from '../site/say.ts';
import type { AdoptedService } from './adopt.ts';
import type { Change } from './changes.ts';

export interface WatchedState {
  readonly repository: string;
  readonly commit: string;
  readonly committedOn: string;
  readonly changes: readonly Change[];
  readonly adopted: readonly AdoptedService[];
  /** Files of services that upstream has added. */
  readonly added: readonly string[];
  readonly findings: readonly Finding[];
}

/** GitHub refuses bodies of more than 65,536 characters. */
const MOST = 60_000;

/** The pull request's words: what upstream says otherwise, what was taken, and what waits for a person. */
export function watchReport(state: WatchedState): { title: string; body: string } {
  const facts = state.changes.filter(({ kind }) => kind !== 'prose');
  const prose = state.changes.length - facts.length;
  const subjects = new Set(facts.map(({ subject }) => subject)).size;
  const title =
    facts.length > 0
      ? `Upstream: ${plural(facts.length, 'fact')} changed in ${plural(subjects, 'place')}`
      : prose > 0
        ? `Upstream: ${plural(prose, 'text')} rewritten`
        : 'Upstream: workbooks saved anew';
  const left = state.adopted.flatMap(({ slug, left: decisions }) => decisions.map((decision) => ({ slug, ...decision })));
  const review = state.adopted.flatMap((service) => service.review);
  const orphans = state.adopted.flatMap((service) => service.orphans);
  const controls = facts.filter(({ subject }) => /^[A-Z]{2}-\d+$/.test(subject));

  const sections = [
    `Upstream is at ${code(state.commit.slice(0, 12))} of ${code(state.repository)}, committed on ${state.committedOn}. ${plural(facts.length, 'fact')} and ${plural(prose, 'text')} differ from the lock.`,
    section('For a person to decide', [
      ...left.map(
        ({ slug, what, ours, now, before }) =>
          `${code(slug)} ${code(what)}: upstream went from ${code(before)} to ${code(now)}, here it is ${code(ours)}. Left as it is.`,
      ),
      ...controls.map(
        ({ subject, what, before, after }) =>
          `The benchmark's ${code(subject)}, ${code(what)}: ${code(before)} → ${code(after)}. Controls are changed by hand.`,
      ),
      ...state.added.map((file) => `${code(file)} is new: review its name and its code.`),
      ...state.changes
        .filter(({ kind, what }) => kind === 'removed' && what.startsWith('workbook'))
        .map(({ subject }) => `${code(subject)} has no workbook any more. Kept; delete it, or say why it stays.`),
      ...orphans.map((file) => `${code(file)} is prose about an entry that is gone.`),
    ]),
    section(
      'Prose to read again',
      review.map((file) => code(file)),
    ),
    section(
      'Workbooks that could not be read',
      state.findings.map(({ file, message, fix }) => `${code(file)}: ${code(message)}${fix === undefined ? '' : ` — ${code(fix)}`}`),
    ),
    table(facts),
  ];
  const body = sections.filter(Boolean).join('\n\n');
  return {
    title,
    body:
      body.length <= MOST
        ? `${body}\n`
        : `${body.slice(0, body.lastIndexOf('\n', MOST))}\n\n… and more; see the changes of content/upstream.lock.json.\n`,
  };
}

const section = (heading: string, items: readonly string[]): string =>
  items.length === 0 ? '' : `## ${heading}\n\n${items.map((item) => `- ${item}`).join('\n')}`;

function table(changes: readonly Change[]): string {
  if (changes.length === 0) return '';
  const rows = changes.map(
    ({ subject, what, before, after, where }) =>
      `| ${[subject, what, before, after, where].map((cell) => (cell === '' ? '' : code(cell).replaceAll('|', '\\|'))).join(' | ')} |`,
  );
  return ['## What upstream says otherwise', '', '| | What | Before | Now | Where |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

/** Upstream's words as code, so that nothing in them is a link, a mention or markup. */
function code(text: string): string {
  const plain = text.replace(/[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069]+/gu, ' ').trim() || ' ';
  const fence = '`'.repeat(Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const pad = plain.startsWith('`') || plain.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${plain}${pad}${fence}`;
}
