import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readContent } from '../../../scripts/content/read-content.ts';
import { buildCatalog } from '../../../src/catalog/build-catalog.ts';
import { entriesThatApply } from '../../../src/catalog/questions.ts';
import { CODE, digestOf, itemOf, packDigest, serviceCodeOf } from '../../../src/checklists/item.ts';
import { sha256 } from '../../../src/checklists/sha256.ts';

const catalog = buildCatalog(readContent(process.cwd()).records);
const items = catalog.services.flatMap((service) => entriesThatApply(service).map(itemOf));

test('our SHA-256 is the standard one', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      (text) => sha256(text) === createHash('sha256').update(text, 'utf8').digest('hex'),
    ),
  );
  const long = readFileSync('package-lock.json', 'utf8');
  expect(sha256(long)).toBe(createHash('sha256').update(long).digest('hex'));
});

test('every item of every service has a code of its own, in the shape that files accept', () => {
  expect(items.length).toBeGreaterThan(0);
  const owners = new Map<string, string>();
  for (const item of items) {
    expect(item.code).toMatch(CODE);
    expect(owners.get(item.code), `${item.code} of ${item.service}`).toBeUndefined();
    owners.set(item.code, item.service);
  }
});

test('the first part of a code names one service', () => {
  const services = new Map<string, string>();
  for (const service of catalog.services) {
    expect(services.get(service.code), `${service.code} of ${service.id}`).toBeUndefined();
    services.set(service.code, service.id);
  }
  for (const item of items) expect(services.get(serviceCodeOf(item.code))).toBe(item.service);
});

test('a digest changes with each word that tells people what to do, and with nothing else', () => {
  const item = items[0]!;
  expect(digestOf(item)).toBe(item.digest);
  for (const key of ['title', 'do', 'confirm'] as const) expect(digestOf({ ...item, [key]: `${item[key]}.` })).not.toBe(item.digest);
  expect(digestOf({ ...item, action: item.action === 'verify' ? 'configure' : 'verify' })).not.toBe(item.digest);
  expect(digestOf({ ...item, references: [] } as typeof item)).toBe(item.digest);
});

test('the digest of a pack does not depend on its order', () => {
  expect(packDigest([...items].reverse())).toBe(packDigest(items));
  expect(packDigest(items.slice(1))).not.toBe(packDigest(items));
});
