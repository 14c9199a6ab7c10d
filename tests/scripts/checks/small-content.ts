import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CHECKS } from '../../../scripts/checks/index.ts';
import { runChecks, type CheckOptions } from '../../../scripts/checks/run-checks.ts';
import type { Finding } from '../../../scripts/finding.ts';

const task = (name: string): string => `  ${name}:\n    do: Act on it.\n    confirm: Look at it.\n`;

/** A content folder that is as small as it can be, and passes every rule but `complete` and `crosscheck`. */
export const SMALL: Readonly<Record<string, string>> = {
  'content/controls/NS-2.mdx': `---
title: Secure cloud services
summary: Keep services off the internet.
roles: [network-team]
crosswalk:
  cis-v7.1: ['14.1']
  cis-v8: []
  nist-800-53-r4: []
  pci-dss-v3.2.1: []
policies: []
---

## Why it matters

Anyone can reach a public endpoint.

## What good looks like

Only your own [network](/features/private-access/) can.
`,
  'content/features/private-access.mdx': `---
name: Private access
control: NS-2
code: PA
otherNames: []
summary: The service has an address in your network.
tasks:
${task('configure')}${task('verify')}${task('inherit')}${task('compensate')}---

## What it is

An address in your network.

## How to go about it

Create one.
`,
  'content/services/tiny-service/service.yaml': `name: Azure Tiny Service
code: TINY
profile:
  categories: [IoT]
  hostAccess: no-access
  deployableInVirtualNetwork: false
  storesContentAtRest: true
entries:
  private-access:
    supported: true
    enabledByDefault: false
    responsibility: customer
`,
  'content/services/tiny-service/private-access.mdx': `---
do: Create a private endpoint.
confirm: Look up its name.
cost: Traffic crosses the internet.
references:
  - title: Private endpoints
    url: https://learn.microsoft.com/azure/private-link/private-endpoint-overview
---

## What Tiny Service does

It has private endpoints.

## Configure

Create one.

## Confirm

Look it up.
`,
  'content/roles/network-team.yaml': `name: Network team
upstreamNames: [Network Team]
summary: Keeps the network.
duties: Decides what may reach what.
reference:
  title: Teams
  url: https://learn.microsoft.com/azure/teams
`,
  'content/frameworks/cis-v7.1.yaml': `name: CIS Controls
version: v7.1
publisher: Center for Internet Security
url: https://www.cisecurity.org/controls
requirements:
  '14.1': Segment the network
  '14.2': Encrypt
`,
  'content/glossary.yaml': `private-endpoint:
  term: private endpoint
  also: [private endpoints]
  meaning: An address of a service in your network.
  url: https://learn.microsoft.com/azure/private-link/private-endpoint-overview
  link: true
`,
  'content/guides/start.mdx': `---
title: Where to start
summary: Read this first.
order: 1
---

## The first step

Open the [glossary](/glossary/#private-endpoint).
`,
};

export interface Change {
  /** Files to write; undefined leaves the file out. */
  readonly [file: string]: string | Uint8Array | undefined;
}

/** Replaces a piece of one of the small files, and fails where it is not there. */
export function edited(file: string, from: string | RegExp, to: string): Change {
  const before = SMALL[file];
  if (before === undefined) throw new Error(`there is no small file ${file}`);
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${file} does not have ${String(from)}`);
  return { [file]: after };
}

/** Writes the small content with some changes into a folder of its own, and hands it to `use`. */
export async function withContent<T>(change: Change, use: (root: string) => T | Promise<T>): Promise<T> {
  const root = mkdtempSync(path.join(tmpdir(), 'plumbline-content-'));
  try {
    for (const [file, text] of Object.entries({ ...SMALL, ...change })) {
      if (text === undefined) continue;
      mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
      writeFileSync(path.join(root, file), text);
    }
    return await use(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** What the rules find in the changed content. `complete` asks for all 85 controls, `crosscheck` for a lock; both have tests of their own. */
export const findingsAfter = (change: Change, options: Partial<CheckOptions> = {}): Promise<readonly Finding[]> =>
  withContent(
    change,
    async (root) =>
      (
        await runChecks({
          root,
          checks: CHECKS.filter(({ name }) => name !== 'complete' && name !== 'crosscheck'),
          today: '2026-11-30',
          ...options,
        })
      ).findings,
  );

/** A finding as people read it, on three lines. */
export const inWords = ({ file, line, column, severity, rule, message, fix }: Finding): string =>
  `${file}:${line}:${column} ${severity} [${rule}]\n  ${message}\n  fix: ${fix ?? '-'}`;

export const allInWords = (findings: readonly Finding[]): string => findings.map(inWords).join('\n');
