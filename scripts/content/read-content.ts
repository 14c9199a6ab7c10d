import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { controlIdSchema, slugSchema } from '../../schemas/common.ts';
import { controlSchema } from '../../schemas/control.ts';
import { featureSchema } from '../../schemas/feature.ts';
import { frameworkSchema } from '../../schemas/framework.ts';
import { glossarySchema } from '../../schemas/glossary.ts';
import { guidanceSchema } from '../../schemas/guidance.ts';
import { guideSchema } from '../../schemas/guide.ts';
import { lockSchema, type Lock } from '../../schemas/lock.ts';
import { roleSchema } from '../../schemas/role.ts';
import { serviceSchema } from '../../schemas/service.ts';
import { FRAMEWORK_IDS } from '../../schemas/vocabulary.ts';
import type { ContentRecord, ContentRecords } from '../../src/catalog/records.ts';
import type { Finding } from '../finding.ts';
import { explainIssue, list } from './explain-issue.ts';
import { readSource, type SourceFile } from './source-file.ts';

/** What the reader on plain Node makes of the content folder. */
export interface Content {
  readonly records: ContentRecords;
  /** Every path below content, also of files that could not be read: an id exists even where its file is broken. */
  readonly files: readonly string[];
  /** Every file that could be read, for the places of the values in it, by path. */
  readonly sources: ReadonlyMap<string, SourceFile>;
  readonly findings: readonly Finding[];
}

export const LOCK_FILE = 'content/upstream.lock.json';

interface Kind {
  readonly collection: keyof Omit<ContentRecords, 'lock'>;
  /** Matches a path below content/; its groups name the id. */
  readonly path: RegExp;
  readonly schema: z.ZodType;
  readonly idSchema: z.ZodType<string>;
}

const KINDS: readonly Kind[] = [
  { collection: 'controls', path: /^controls\/([^/]+)\.mdx$/, schema: controlSchema, idSchema: controlIdSchema },
  { collection: 'features', path: /^features\/([^/]+)\.mdx$/, schema: featureSchema, idSchema: slugSchema },
  { collection: 'services', path: /^services\/([^/]+)\/service\.yaml$/, schema: serviceSchema, idSchema: slugSchema },
  { collection: 'guidance', path: /^services\/([^/]+\/[^/]+)\.mdx$/, schema: guidanceSchema, idSchema: z.string() },
  { collection: 'roles', path: /^roles\/([^/]+)\.yaml$/, schema: roleSchema, idSchema: slugSchema },
  { collection: 'frameworks', path: /^frameworks\/([^/]+)\.yaml$/, schema: frameworkSchema, idSchema: z.enum(FRAMEWORK_IDS) },
  { collection: 'guides', path: /^guides\/([^/]+)\.mdx$/, schema: guideSchema, idSchema: slugSchema },
];

const EMPTY_LOCK: Lock = {
  generated: '',
  readOn: '1970-01-01',
  benchmark: { file: '', sha256: '0'.repeat(64), modified: '', sheet: '', controls: {} },
  services: {},
};

/**
 * Reads and validates everything below `<root>/content`. Never throws for what a file holds:
 * each problem is a finding, and a file with one yields no record. A file to skip is listed, and not read.
 */
export function readContent(root: string, skip: (file: string) => boolean = () => false): Content {
  const collections: { [K in keyof Omit<ContentRecords, 'lock'>]: ContentRecord<unknown>[] } = {
    controls: [],
    features: [],
    services: [],
    guidance: [],
    roles: [],
    frameworks: [],
    terms: [],
    guides: [],
  };
  const sources = new Map<string, SourceFile>();
  const findings: Finding[] = [];
  let lock = EMPTY_LOCK;

  const paths = filesBelow(path.join(root, 'content'));
  for (const relative of paths) {
    const file = `content/${relative}`;
    if (skip(file)) continue;
    if (lstatSync(path.join(root, file)).isSymbolicLink()) {
      findings.push(symbolicLink(file));
      continue;
    }
    const bytes = readFileSync(path.join(root, file));
    if (file === LOCK_FILE) {
      lock = readLock(bytes, findings);
      continue;
    }
    const kind = KINDS.find((candidate) => candidate.path.test(relative));
    if (!kind && relative !== 'glossary.yaml') {
      findings.push(strayFile(file));
      continue;
    }
    const read = readSource(file, bytes);
    findings.push(...read.findings);
    if (!read.source) continue;
    sources.set(file, read.source);
    const schema = kind?.schema ?? glossarySchema;
    const parsed = schema.safeParse(read.source.value);
    if (!parsed.success) {
      findings.push(...schemaFindings(parsed.error.issues, schema, read.source));
      continue;
    }
    if (!kind) {
      for (const [id, data] of Object.entries(parsed.data as z.output<typeof glossarySchema>)) collections.terms.push({ id, file, data, body: '' });
      continue;
    }
    const id = kind.path.exec(relative)![1]!;
    const goodId = kind.idSchema.safeParse(id);
    if (!goodId.success) {
      findings.push({ rule: 'known-file', severity: 'error', file, line: 1, column: 1, message: `the file's name "${id}" ${goodId.error.issues[0]!.message}`, fix: 'Rename the file' });
      continue;
    }
    collections[kind.collection].push({ id, file, data: parsed.data, body: read.source.body });
  }

  return { files: paths.map((relative) => `content/${relative}`), records: { ...(collections as unknown as Omit<ContentRecords, 'lock'>), lock }, sources, findings };
}

function schemaFindings(issues: readonly z.core.$ZodIssue[], schema: z.ZodType, source: SourceFile): Finding[] {
  const explained = issues.flatMap((issue) => explainIssue(issue, schema, source.value));
  // A misspelled key is an unknown field and a missing one; the first says it all.
  const respelled = new Set(explained.filter(({ at, replacement }) => at === 'key' && replacement !== undefined).map(({ path: at, replacement }) => [...at.slice(0, -1), replacement].join('.')));
  return explained
    .filter(({ path: at, missing }) => !missing || !respelled.has(at.join('.')))
    .map(({ path: at, at: what, message, fix, replacement }) => {
      const range = replacement === undefined ? undefined : source.rangeOf(at, what);
      return {
        rule: 'schema',
        severity: 'error',
        file: source.file,
        ...source.placeOf(at, what),
        message,
        ...(fix === undefined ? {} : { fix }),
        ...(range && replacement !== undefined ? { edit: { ...range, text: replacement } } : {}),
      };
    });
}

function readLock(bytes: Uint8Array, findings: Finding[]): Lock {
  const problem = (message: string): Lock => {
    findings.push({ rule: 'schema', severity: 'error', file: LOCK_FILE, line: 1, column: 1, message, fix: 'Write it anew: npm run update-lock -- --upstream DIR' });
    return EMPTY_LOCK;
  };
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    return problem(`not valid JSON: ${(error as Error).message}`);
  }
  const parsed = lockSchema.safeParse(value);
  return parsed.success ? parsed.data : problem(`${parsed.error.issues[0]!.path.join('.')}: ${parsed.error.issues[0]!.message}`);
}

const strayFile = (file: string): Finding => ({
  rule: 'known-file',
  severity: 'error',
  file,
  line: 1,
  column: 1,
  message: `no collection takes this file; content holds ${list(['controls/<ID>.mdx', 'features/<slug>.mdx', 'services/<slug>/service.yaml', 'services/<slug>/<feature>.mdx', 'roles/<slug>.yaml', 'frameworks/<id>.yaml', 'guides/<slug>.mdx', 'glossary.yaml'])}`,
  fix: 'Move, rename or delete it',
});

const symbolicLink = (file: string): Finding => ({
  rule: 'known-file',
  severity: 'error',
  file,
  line: 1,
  column: 1,
  message: 'this is a symbolic link; content holds the files themselves, so that a review sees what the build reads',
  fix: 'Replace the link with a file',
});

/** Paths below `folder` with forward slashes, in one order on every machine. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}
