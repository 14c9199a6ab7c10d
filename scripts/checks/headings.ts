import { ACTION, labelFor, type Action } from '../../schemas/vocabulary.ts';
import { headingsOf, startOf, textOf, type Prose } from '../content/prose.ts';
import type { Finding } from '../finding.ts';
import type { Check, Checked } from './check.ts';

/** Prose of one kind has the same headings everywhere, so that readers know where to look. */
export const headings: Check = {
  name: 'headings',
  describe: 'Headings start at ##, skip no level, occur once, and are those of the kind of file.',
  run: (checked) => checked.prose.flatMap((prose) => [...shape(prose), ...sections(prose, checked)]),
};

function shape({ source, tree }: Prose): Finding[] {
  const findings: Finding[] = [];
  const seen = new Set<string>();
  let level = 1;
  for (const heading of headingsOf(tree)) {
    const text = textOf(heading);
    const report = (message: string, fix: string): void =>
      void findings.push({ rule: 'headings', severity: 'error', file: source.file, ...startOf(heading), message, fix });
    if (heading.depth === 1) report('the page has its # heading already: the title', 'Use ##');
    else if (heading.depth > level + 1)
      report(`the heading is at level ${heading.depth} under one at level ${level}; a level is skipped`, `Use ${'#'.repeat(level + 1)}`);
    if (text.trim() === '') report('the heading is empty', 'Write one, or delete the line');
    else if (/[.:;!,]$/.test(text)) report(`the heading "${text}" ends with "${text.at(-1)}"`, 'Delete the sign');
    if (seen.has(text.toLowerCase()))
      report(`the heading "${text}" is there already, and an anchor can lead to one only`, 'Choose another heading, or join the two parts');
    seen.add(text.toLowerCase());
    level = Math.max(1, heading.depth);
  }
  return findings;
}

function sections({ source, tree }: Prose, { catalog, content }: Checked): Finding[] {
  const wanted = sectionsFor(source.file, catalog, content);
  if (!wanted) return [];
  const found = headingsOf(tree).filter((heading) => heading.depth === 2);
  const findings: Finding[] = [];
  const report = (place: { line: number; column: number }, message: string, fix: string): void =>
    void findings.push({ rule: 'headings', severity: 'error', file: source.file, ...place, message, fix });
  const expected = wanted.map((section) => `"${section.name}"${section.optional ? ' (if needed)' : ''}`).join(', ');

  for (const heading of found) {
    const text = textOf(heading);
    if (!wanted.some((section) => section.matches(text)))
      report(startOf(heading), `"${text}" is not a heading of this kind of file; it has ${expected}`, wrongHeadingFix(text, wanted));
  }
  for (const section of wanted) {
    const at = found.findIndex((heading) => section.matches(textOf(heading)));
    if (at < 0 && !section.optional)
      report(
        { line: source.bodyLine, column: 1 },
        `the heading "${section.name}" is missing; this kind of file has ${expected}`,
        `Add "## ${section.name}" and what belongs under it`,
      );
  }
  const order = found.map((heading) => wanted.findIndex((section) => section.matches(textOf(heading)))).filter((index) => index >= 0);
  const late = order.findIndex((index, position) => position > 0 && index < order[position - 1]!);
  if (late > 0) report(startOf(found[late]!), `"${textOf(found[late]!)}" stands in the wrong place; the order is ${expected}`, 'Move it');

  for (const [index, heading] of found.entries()) {
    const start = tree.children.indexOf(heading);
    const next = found[index + 1];
    const end = next ? tree.children.indexOf(next) : tree.children.length;
    if (end - start === 1) report(startOf(heading), `there is nothing under "${textOf(heading)}"`, 'Write it, or delete the heading');
  }
  return findings;
}

interface Section {
  readonly name: string;
  readonly matches: (heading: string) => boolean;
  readonly optional?: boolean;
}

const named = (name: string, optional = false): Section => ({ name, matches: (heading) => heading === name, optional });

const SECTION_OF: Partial<Record<Action, string>> = {
  configure: 'Configure',
  verify: 'Verify',
  inherit: 'Inherit',
  compensate: 'Compensate',
};

/** What a kind of file has to say, in this order; undefined where every file has headings of its own. */
function sectionsFor(file: string, catalog: Checked['catalog'], { records }: Checked['content']): readonly Section[] | undefined {
  if (file.startsWith('content/controls/')) return [named('Why it matters'), named('What good looks like')];
  if (file.startsWith('content/features/')) return [named('What it is'), named('How to go about it')];
  const guidance = records.guidance.find((record) => record.file === file);
  if (!guidance) return undefined;
  const entry = catalog.services.flatMap((service) => service.entries).find((candidate) => candidate.id === guidance.id);
  const action = entry && SECTION_OF[entry.action];
  if (!entry || action === undefined) return undefined;
  // A part of the service's name is enough: "What IoT Central does" for Azure IoT Central.
  const what: Section = {
    name: `What ${entry.serviceName.replace(/^(?:Azure|Microsoft) /, '')} does`,
    matches: (heading) => /^What (.+) does$/.test(heading) && entry.serviceName.includes(/^What (.+) does$/.exec(heading)![1]!),
  };
  return [what, named(action), named('Confirm'), named('Limits', true)];
}

function wrongHeadingFix(text: string, wanted: readonly Section[]): string {
  const other = Object.entries(SECTION_OF).find(([, name]) => name === text);
  const action = wanted.find((section) => Object.values(SECTION_OF).includes(section.name));
  if (other && action)
    return `The facts make this an entry to ${labelFor(
      ACTION,
      (Object.keys(SECTION_OF) as Action[]).find((key) => SECTION_OF[key] === action.name)!,
    ).toLowerCase()}: use "## ${action.name}"`;
  return 'Use ### below one of them, or rename it';
}
