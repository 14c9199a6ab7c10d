import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs one of the commands under this Node and waits for its end. */
function run(script: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`scripts/${script}.ts`, ...args], { env: { ...process.env, NO_COLOR: '1', ...env } });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('utf8')));
    child.on('error', reject).on('close', (code) => resolve({ code, output: output.trim() }));
  });
}

test('start says at once that its port is taken, and how to take another', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  try {
    expect(await run('start', [], { PORT: String(port) })).toEqual({
      code: 1,
      output: `error port ${port} is taken. Stop the program that uses it, or take another port: PORT=${port + 1} npm start`,
    });
  } finally {
    await new Promise((resolve) => other.close(resolve));
  }
});

test('start refuses a port that is none', async () => {
  expect(await run('start', [], { PORT: 'web' })).toEqual({
    code: 1,
    output: 'error PORT="web" is not a port; use a number from 0 to 65535, such as PORT=4322',
  });
});

test('check refuses what it does not know, and says what it knows', async () => {
  expect(await run('check', ['--reporter', 'sraif'])).toEqual({
    code: 2,
    output: '"sraif" is no reporter; use terminal, lines, github, json, sarif. Did you mean "sarif"?',
  });
  expect(await run('check', ['content/nowhere'])).toEqual({ code: 2, output: 'there is no file or folder "content/nowhere"' });
  expect(await run('check', ['package.json'])).toEqual({
    code: 2,
    output: '"package.json" is not in content, and only content is checked here',
  });
  expect((await run('check', ['--fx'])).output).toContain("Unknown option '--fx'");
});

test('check of a part answers for that part', async () => {
  const { code, output } = await run('check', ['content/roles', '--reporter', 'json']);
  expect(code).toBe(0);
  expect(JSON.parse(output)).toEqual({ files: 11, findings: [] });
});
