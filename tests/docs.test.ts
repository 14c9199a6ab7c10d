import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CHECKS } from '../scripts/checks/index.ts';

const RULES = [...CHECKS.map(({ name }) => name), 'exceptions', 'built-site'];
const page = (rule: string): string => `docs/checks/${rule}.md`;

describe.each(RULES)('the rule %s', (rule) => {
  test('has a page that says what it means, with a bad and a good line', () => {
    expect(existsSync(page(rule))).toBe(true);
    const text = readFileSync(page(rule), 'utf8');
    expect(text.startsWith(`# ${rule}: `)).toBe(true);
    for (const heading of ['## What it means', '## A bad line', '## The good line']) expect(text).toContain(heading);
  });

  test('is in the list of rules', () => {
    expect(readFileSync('docs/checks/README.md', 'utf8')).toContain(`[${rule}](${rule}.md)`);
  });
});
