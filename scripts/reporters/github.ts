import type { Finding } from '../finding.ts';
import type { Reporter } from './reporter.ts';

/** Workflow commands: GitHub shows each at its line of the pull request. */
export const github: Reporter = {
  name: 'github',
  describe: 'for GitHub Actions: annotations in the pull request',
  render: ({ findings }) => findings.map(annotation).join('\n'),
};

function annotation({ severity, file, line, column, rule, message, fix }: Finding): string {
  const text = fix === undefined ? message : `${message}\nFix: ${fix}`;
  return `::${severity} file=${property(file)},line=${line},col=${column},title=${property(rule)}::${data(text)}`;
}

/** A message must not be able to end its own command, or to start another. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
