import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../scripts/finding.ts';
import { REPORTERS } from '../../../scripts/reporters/index.ts';

const TEXT = 'name: One\nresponsibility: custmer\nlast: line\n';
const FINDINGS: readonly Finding[] = [
  {
    rule: 'schema',
    severity: 'error',
    file: 'content/a file,1.yaml',
    line: 2,
    column: 17,
    message: '"custmer" is no value\n::error::not a command',
    fix: 'Did you mean "customer"?',
  },
  { rule: 'glossary', severity: 'warning', file: 'content/glossary.yaml', line: 1, column: 1, message: '100% unused' },
];

const rendered = (name: string, findings = FINDINGS): string =>
  REPORTERS.find((reporter) => reporter.name === name)!.render({
    findings,
    files: 2,
    milliseconds: 12.3,
    read: (file) => (file.includes('1.yaml') ? TEXT : undefined),
  });

describe('the terminal reporter', () => {
  test('shows the place, the lines around it and the remedy', () => {
    expect(rendered('terminal')).toMatchInlineSnapshot(`
      "content/a file,1.yaml:2:17 error "custmer" is no value
      ::error::not a command [schema]
          1 │ name: One
        > 2 │ responsibility: custmer
            │                 ^
          3 │ last: line
        fix  Did you mean "customer"?

      content/glossary.yaml:1:1 warning 100% unused [glossary]

      1 error, 1 warning 2 files, 12 ms"
    `);
  });
  test('says so when nothing is wrong', () => {
    expect(rendered('terminal', [])).toMatchInlineSnapshot(`"The content passes every check. 2 files, 12 ms"`);
  });
  test('cuts a long line so that the column stays in view', () => {
    const reporter = REPORTERS.find(({ name }) => name === 'terminal')!;
    const text = `${'x'.repeat(300)}HERE${'y'.repeat(300)}`;
    const words = reporter.render({ findings: [{ ...FINDINGS[1]!, column: 301 }], files: 1, milliseconds: 1, read: () => text });
    const [, frame = '', caret = ''] = words.split('\n');
    expect(frame.indexOf('HERE')).toBe(caret.indexOf('^'));
    expect(frame.length).toBeLessThan(150);
  });
  test('lets nothing in a file drive the terminal', () => {
    const reporter = REPORTERS.find(({ name }) => name === 'terminal')!;
    const words = reporter.render({
      findings: [{ ...FINDINGS[1]!, message: 'x' }],
      files: 1,
      milliseconds: 1,
      read: () => 'a\u001B[2Jb\u202Ec',
    });
    expect(words).toContain('a·[2Jb·c');
  });
});

test('the GitHub reporter cannot be made to write another command', () => {
  expect(rendered('github')).toMatchInlineSnapshot(`
    "::error file=content/a file%2C1.yaml,line=2,col=17,title=schema::"custmer" is no value%0A::error::not a command%0AFix: Did you mean "customer"?
    ::warning file=content/glossary.yaml,line=1,col=1,title=glossary::100%25 unused"
  `);
});

test('the JSON reporter gives every finding', () => {
  expect(JSON.parse(rendered('json'))).toEqual({ files: 2, findings: FINDINGS });
});

test('the SARIF reporter gives places that code scanning finds', () => {
  const log = JSON.parse(rendered('sarif')) as {
    version: string;
    runs: { results: { ruleId: string; level: string; locations: unknown }[] }[];
  };
  expect(log.version).toBe('2.1.0');
  expect(log.runs[0]!.results).toMatchInlineSnapshot(`
    [
      {
        "level": "error",
        "locations": [
          {
            "physicalLocation": {
              "artifactLocation": {
                "uri": "content/a%20file%2C1.yaml",
                "uriBaseId": "%SRCROOT%",
              },
              "region": {
                "startColumn": 17,
                "startLine": 2,
              },
            },
          },
        ],
        "message": {
          "text": ""custmer" is no value
    ::error::not a command. Fix: Did you mean "customer"?",
        },
        "ruleId": "schema",
      },
      {
        "level": "warning",
        "locations": [
          {
            "physicalLocation": {
              "artifactLocation": {
                "uri": "content/glossary.yaml",
                "uriBaseId": "%SRCROOT%",
              },
              "region": {
                "startColumn": 1,
                "startLine": 1,
              },
            },
          },
        ],
        "message": {
          "text": "100% unused",
        },
        "ruleId": "glossary",
      },
    ]
  `);
});
