import { LARGEST_FILE, parseAssessmentText } from '../checklists/assessment-file.ts';
import { NotAnAssessment, ProblemList } from '../checklists/problems.ts';
import type { Assessment, MergedField } from '../checklists/assessment.ts';
import { checkCodes, type CodeBook } from '../checklists/code-book.ts';
import { readCsv } from '../checklists/read-csv.ts';
import { editsIn, readTable } from '../checklists/read-table.ts';
import type { Wording } from '../checklists/item.ts';
import { blankRecord, change, versionsOf, type Change } from '../checklists/record.ts';
import type { Step, Store } from '../checklists/store.ts';
import { takeAssessment } from '../checklists/take.ts';
import { LABEL_OF_FIELD } from '../checklists/labels.ts';
import { shownValue, whoAndWhen } from './checklist-words.ts';
import { button, element } from './dom.ts';

/** Reads a file that somebody chose. Nothing is changed here: what comes back is taken as a whole, or not at all. */

export interface ImportContext {
  /** Services of the page. */
  readonly services: ReadonlySet<string>;
  /** Where /checklists/ begins. */
  readonly root: string;
  readonly store: Store;
  readonly by: string;
  /** What an item of the page says today. */
  wordingOf(code: string): Wording | undefined;
  /** Shows what came of it; a step can be undone. */
  done(parts: readonly (Node | false)[], step?: Step): void;
  undo(): void;
}

/** Takes the file, or nothing of it, and tells what came of it. */
export async function importFile(file: File, context: ImportContext): Promise<void> {
  try {
    take(await readFile(file, context), file.name, context);
  } catch (error) {
    const problems = error instanceof NotAnAssessment ? error.problems : [error instanceof Error ? error.message : String(error)];
    context.done([
      element('p', {}, element('strong', {}, `${file.name} was not imported; nothing was changed.`)),
      element('ul', {}, ...problems.map((problem) => element('li', {}, problem))),
    ]);
  }
}

function take(theirs: Assessment, fileName: string, context: ImportContext): void {
  const { store, done } = context;
  const before = { ...store.about, answered: store.records.size };
  const { report, isNew, step } = takeAssessment(store, theirs);
  if (isNew) return done([element('p', {}, added(theirs)), before.answered > 0 && mergeInstead()], step);
  done(
    [
      element(
        'p',
        {},
        `Merged ${fileName} into “${store.about.name}”: ${counted(report.taken.length, 'answer')} taken over, ${report.kept.length} of yours kept, ${report.conflicts.length} to decide.`,
      ),
      report.conflicts.length > 0 && fieldList('To decide, on the items themselves', report.conflicts, true),
      report.taken.length > 0 && fieldList('Taken over', report.taken, false),
      report.kept.length > 0 && fieldList('Kept, as the file did not know of them', report.kept, false),
    ],
    step,
  );

  /** Two people who began apart have an assessment each, though they mean the same one. */
  function mergeInstead(): HTMLElement {
    const { id, name, named } = before;
    return button(`Merge it into “${name}” instead`, () => {
      context.undo();
      take({ ...theirs, id, name, named }, fileName, context);
    });
  }
}

const added = ({ name, items }: Assessment): string => `Added the assessment “${name}” with ${counted(items.size, 'answered item')}.`;

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

const MOST_LINES = 60;

function fieldList(title: string, lines: readonly MergedField[], isOpen: boolean): HTMLElement {
  return element(
    'details',
    isOpen ? { open: '' } : {},
    element('summary', {}, `${title}: ${lines.length}`),
    element(
      'ul',
      {},
      ...lines
        .slice(0, MOST_LINES)
        .map(({ code, field, versions }) =>
          element(
            'li',
            {},
            element('a', { href: `#${code}` }, code),
            ` ${LABEL_OF_FIELD[field]}: ${versions.map((version) => `${shownValue(field, version.value)} (${whoAndWhen(version)})`).join(' or ') || '(cleared)'}`,
          ),
        ),
      lines.length > MOST_LINES && element('li', {}, `and ${lines.length - MOST_LINES} more`),
    ),
  );
}

/** @throws NotAnAssessment with all that is wrong */
async function readFile(file: File, context: ImportContext): Promise<Assessment> {
  const refuse = (problem: string): never => {
    throw new NotAnAssessment([problem]);
  };
  if (file.size > LARGEST_FILE)
    refuse(`The file has ${Math.round(file.size / 1024 / 1024)} MB; ${LARGEST_FILE / 1024 / 1024} MB are allowed.`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) refuse('The file is an old or a protected workbook. Save it as XLSX without a password.');

  let theirs: Assessment;
  if (isZip) theirs = await fromWorkbook(bytes, file, context);
  else {
    let text = '';
    try {
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      refuse('The file is not text in UTF-8. Save a table as “CSV UTF-8”.');
    }
    theirs = /^\s*[{[]/.test(text) || file.name.toLowerCase().endsWith('.json') ? parseAssessmentText(text) : fromCsv(text, file, context);
  }
  checkCodes(theirs, await codeBook(context.root), context.services);
  return theirs;
}

async function codeBook(root: string): Promise<CodeBook> {
  const response = await fetch(`${root}data/codes.json`).catch(() => undefined);
  if (!response?.ok)
    throw new Error('The list of item codes could not be loaded, so the file cannot be checked. Try again when you are online.');
  return (await response.json()) as CodeBook;
}

const replica = (): string => [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => (byte % 36).toString(36)).join('');
const nameOf = (file: File, by: string): string => `${by === '' ? '' : `${by}, `}in ${file.name}`.slice(0, 200);
const timeOf = (file: File): string => new Date(file.lastModified).toISOString();

async function fromWorkbook(bytes: Uint8Array, file: File, context: ImportContext): Promise<Assessment> {
  const { store, by } = context;
  const { readWorkbook } = await import('../checklists/read-xlsx.ts');
  const { tables, exported } = await readWorkbook(bytes);
  const problems = new ProblemList();
  const rows = tables.flatMap((table) => readTable(table, problems));
  problems.throwIfAny();
  const base = exported ?? store.whole();
  const edits = editsIn(rows, exported?.items, (code) => store.record(code), timeOf(file), nameOf(file, by));
  return withEdits(base, edits, context);
}

function fromCsv(text: string, file: File, context: ImportContext): Assessment {
  const { store, by } = context;
  const problems = new ProblemList();
  const rows = readTable({ name: '', rows: readCsv(text) }, problems);
  problems.throwIfAny();
  return withEdits(
    store.whole(),
    editsIn(rows, undefined, (code) => store.record(code), timeOf(file), nameOf(file, by)),
    context,
  );
}

function withEdits(base: Assessment, edits: ReturnType<typeof editsIn>, context: ImportContext): Assessment {
  const items = new Map(base.items);
  const name = replica();
  for (const [code, { change: said, known }] of edits) {
    const record = items.get(code) ?? blankRecord(code);
    // A first answer brings the wording that it is about, as it does on the page.
    const wording = versionsOf(record, 'seen').length === 0 ? context.wordingOf(code) : undefined;
    const [first] = Object.values(said)[0]!;
    const seen: Change = wording && first ? { seen: [{ value: wording, at: first.at, by: first.by }] } : {};
    items.set(code, change(record, { ...said, ...seen }, name, known));
  }
  return { ...base, items };
}
