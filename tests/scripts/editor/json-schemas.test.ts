import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { jsonSchemas } from '../../../scripts/editor/json-schemas.ts';

const FOLDER = '.vscode/schemas';

describe.each([...jsonSchemas()])('%s', (name, text) => {
  test('is what schemas/ says; if not: npm run write-schemas', () => {
    expect(existsSync(path.join(FOLDER, name))).toBe(true);
    expect(readFileSync(path.join(FOLDER, name), 'utf8')).toBe(text);
  });
});

test('a closed word has its meaning beside it', () => {
  const text = jsonSchemas().get('service.schema.json')!;
  expect(text).toContain('Your team configures and keeps it.');
});

test('the editor’s settings name schemas that exist, for files that exist', () => {
  const settings = JSON.parse(readFileSync('.vscode/settings.json', 'utf8')) as { 'yaml.schemas': Record<string, string> };
  for (const schema of Object.keys(settings['yaml.schemas'])) expect(existsSync(schema)).toBe(true);
});

test('snippets, tasks, extensions and the dev container are valid JSON', () => {
  for (const file of [
    '.vscode/plumbline.code-snippets',
    '.vscode/tasks.json',
    '.vscode/extensions.json',
    '.devcontainer/devcontainer.json',
  ]) {
    expect(() => JSON.parse(readFileSync(file, 'utf8')) as unknown, file).not.toThrow();
  }
});

test('the task’s pattern reads the lines that the check writes', () => {
  const { tasks } = JSON.parse(readFileSync('.vscode/tasks.json', 'utf8')) as {
    tasks: { problemMatcher: { pattern: { regexp: string } } }[];
  };
  const line = 'content/roles/data-security.yaml:3:10: error: "x" is no value; use a or b (fix: Did you mean "a"?) [schema]';
  expect(new RegExp(tasks[0]!.problemMatcher.pattern.regexp).exec(line)?.slice(1)).toEqual([
    'content/roles/data-security.yaml',
    '3',
    '10',
    'error',
    '"x" is no value; use a or b (fix: Did you mean "a"?)',
    'schema',
  ]);
});

test('workflow files and issue forms are valid YAML', () => {
  for (const file of ['wrong-fact', 'missing-guidance', 'new-service']) {
    const form = parse(readFileSync(`.github/ISSUE_TEMPLATE/${file}.yml`, 'utf8')) as {
      name: string;
      body: { id?: string; type: string }[];
    };
    expect(form.name).not.toBe('');
    expect(form.body.length).toBeGreaterThan(3);
  }
});
