import { bold, cyan, dim, green, plural, red, yellow } from '../site/say.ts';
import type { Finding } from '../finding.ts';
import type { Report, Reporter } from './reporter.ts';

/** Findings as a person reads them: place, problem, the lines around it, remedy. */
export const terminal: Reporter = {
  name: 'terminal',
  describe: 'for people: each finding with the lines around it',
  render: (report) => [...report.findings.map((finding) => paragraph(finding, report)), summary(report)].join('\n'),
};

function paragraph(finding: Finding, { read }: Report): string {
  const severity = finding.severity === 'error' ? red('error') : yellow('warning');
  const lines = [`${cyan(`${finding.file}:${finding.line}:${finding.column}`)} ${severity} ${finding.message} ${dim(`[${finding.rule}]`)}`];
  const text = read(finding.file);
  if (text !== undefined) lines.push(...codeFrame(text, finding));
  if (finding.fix !== undefined) lines.push(`  ${bold('fix')}  ${finding.fix}`);
  return `${lines.join('\n')}\n`;
}

const WIDTH = 120;

/** The line before, the line itself with a caret under the column, and the line after. */
function codeFrame(text: string, { line, column }: Finding): string[] {
  const lines = text.split('\n');
  const width = String(line + 1).length;
  return [line - 1, line, line + 1].flatMap((number) => {
    const content = lines[number - 1];
    if (content === undefined || (number !== line && content.trim() === '')) return [];
    // A long line is cut so that the column stays in view.
    const from = number === line && column > WIDTH - 20 ? column - WIDTH / 2 : 0;
    const cut = (from > 0 ? '…' : '') + printable(content.slice(from, from + WIDTH)) + (content.length > from + WIDTH ? '…' : '');
    const gutter = `${number === line ? red('>') : ' '} ${dim(`${String(number).padStart(width)} │`)} `;
    if (number !== line) return [`  ${gutter}${dim(cut)}`];
    const caret = ' '.repeat(Math.max(0, Math.min(column - 1, content.length) - from + (from > 0 ? 1 : 0)));
    return [`  ${gutter}${cut}`, `    ${dim(`${' '.repeat(width)} │`)} ${caret}${red('^')}`];
  });
}

/** What is in the file must not drive the terminal. */
const printable = (text: string): string =>
  text.replaceAll('\t', ' ').replace(/[\u0000-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, '\u00B7');

function summary({ findings, files, milliseconds }: Report): string {
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const warnings = findings.length - errors;
  const time = dim(`${plural(files, 'file')}, ${Math.round(milliseconds)} ms`);
  if (findings.length === 0) return `${green('The content passes every check.')} ${time}`;
  const counts = [errors > 0 ? red(plural(errors, 'error')) : '', warnings > 0 ? yellow(plural(warnings, 'warning')) : ''].filter(
    (count) => count !== '',
  );
  return `${counts.join(', ')} ${time}`;
}
