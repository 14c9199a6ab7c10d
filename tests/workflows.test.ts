import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

interface Workflow {
  readonly on: unknown;
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<string, { readonly permissions?: Record<string, string>; readonly 'timeout-minutes'?: number; readonly steps: readonly Step[] }>
  >;
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

const FOLDER = '.github/workflows';
const WORKFLOWS = readdirSync(FOLDER).map((name) => {
  const text = readFileSync(`${FOLDER}/${name}`, 'utf8');
  return { name, text, workflow: parse(text) as Workflow };
});

describe.each(WORKFLOWS)('$name', ({ text, workflow }) => {
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);

  test('pins every action by commit, and says which version that is', () => {
    const lines = text.split('\n').filter((line) => /\buses:/.test(line));
    for (const line of lines) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('starts without any permission, and gives each job what it needs', () => {
    expect(workflow.permissions).toEqual({});
    for (const job of jobs) expect(job.permissions).toBeDefined();
  });

  test('every job ends some day', () => {
    for (const job of jobs) expect(job['timeout-minutes']).toBeLessThanOrEqual(20);
  });

  test('no expression is pasted into a script', () => {
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });

  test('a pull request’s code never meets a secret or a right to write', () => {
    expect(text).not.toContain('pull_request_target');
    expect(text).not.toContain('secrets.');
    const on = JSON.stringify(workflow.on);
    if (on.includes('"pull_request"')) for (const job of jobs) expect(job.permissions).toEqual({ contents: 'read' });
    if (on.includes('workflow_run')) expect(text).not.toContain('actions/checkout');
  });

  test('the token is not left lying about', () => {
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout'))) {
      const writes = jobs.some(({ permissions }) => permissions?.['contents'] === 'write');
      expect(step.with?.['persist-credentials']).toBe(writes);
    }
  });
});
