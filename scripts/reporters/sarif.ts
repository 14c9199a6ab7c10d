import { CHECKS } from '../checks/index.ts';
import type { Finding } from '../finding.ts';
import type { Reporter } from './reporter.ts';

/** SARIF 2.1.0, as code scanning services read it. */
export const sarif: Reporter = {
  name: 'sarif',
  describe: 'for code scanning: SARIF 2.1.0',
  render: ({ findings }) =>
    JSON.stringify(
      {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [
          {
            tool: {
              driver: {
                name: 'plumbline',
                rules: rulesOf(findings).map((id) => ({ id, ...describe(id), help: { text: `docs/checks/${id}.md` } })),
              },
            },
            columnKind: 'utf16CodeUnits',
            results: findings.map(result),
          },
        ],
      },
      null,
      2,
    ),
};

const rulesOf = (findings: readonly Finding[]): string[] => [
  ...new Set([...CHECKS.map((check) => check.name), ...findings.map((finding) => finding.rule)]),
];

function describe(id: string): { shortDescription?: { text: string } } {
  const check = CHECKS.find((candidate) => candidate.name === id);
  return check ? { shortDescription: { text: check.describe } } : {};
}

const result = ({ rule, severity, file, line, column, message, fix }: Finding) => ({
  ruleId: rule,
  level: severity,
  message: { text: fix === undefined ? message : `${message}. Fix: ${fix}` },
  locations: [
    {
      physicalLocation: {
        artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' },
        region: { startLine: line, startColumn: column },
      },
    },
  ],
});
