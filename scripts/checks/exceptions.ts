import type { Finding } from '../finding.ts';

/** A finding that is accepted for now. */
export interface Exception {
  readonly rule: string;
  readonly file: string;
  readonly reason: string;
  /** The last day on which it holds. */
  readonly until: string;
}

export const EXCEPTIONS: readonly Exception[] = [];

/** What these rules report is a danger or a contradiction, and no reason makes it right. */
const WITHOUT_EXCEPTION = new Set([
  'safe-mdx',
  'schema',
  'valid-yaml',
  'readable-file',
  'known-file',
  'known-ids',
  'unique-ids',
  'crosscheck',
]);

/** Takes out what an exception covers. An exception that has expired, or that covers nothing any more, is itself an error. */
export function applyExceptions(findings: readonly Finding[], exceptions: readonly Exception[], today: string): Finding[] {
  const problems = exceptions.flatMap((exception): Finding[] => {
    const problem = (message: string, fix: string): Finding[] => [
      {
        rule: 'exceptions',
        severity: 'error',
        file: exception.file,
        line: 1,
        column: 1,
        message: `the exception from ${exception.rule} ${message}`,
        fix,
      },
    ];
    if (WITHOUT_EXCEPTION.has(exception.rule))
      return problem('is not possible: this rule has none', 'Delete it in scripts/checks/exceptions.ts, and mend the file');
    if (exception.until < today)
      return problem(
        `expired on ${exception.until}`,
        'Mend the file, or give the exception a new day and a reason in scripts/checks/exceptions.ts',
      );
    if (!findings.some((finding) => covers(exception, finding)))
      return problem('covers nothing any more', 'Delete it in scripts/checks/exceptions.ts');
    return [];
  });
  const active = exceptions.filter((exception) => exception.until >= today && !WITHOUT_EXCEPTION.has(exception.rule));
  return [...findings.filter((finding) => !active.some((exception) => covers(exception, finding))), ...problems];
}

const covers = (exception: Exception, finding: Finding): boolean => exception.rule === finding.rule && exception.file === finding.file;
