import type { Reporter } from './reporter.ts';

/** One line a finding, for editors and for grep. */
export const lines: Reporter = {
  name: 'lines',
  describe: 'for editors: one line a finding',
  render: ({ findings }) =>
    findings
      .map(({ file, line, column, severity, rule, message, fix }) => {
        const text = `${message}${fix === undefined ? '' : ` (fix: ${fix})`}`.replace(/\s+/g, ' ');
        return `${file}:${line}:${column}: ${severity}: ${text} [${rule}]`;
      })
      .join('\n'),
};
