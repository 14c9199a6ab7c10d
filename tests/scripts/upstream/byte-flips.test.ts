import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LockService } from '../../../schemas/lock.ts';
import { readServiceWorkbook } from '../../../scripts/upstream/service-workbook.ts';
import { FEATURE_ROWS, rawParts, SERVICES, sheetXml, workbook, zip, type RawPart } from './support.ts';
import { randomNumbers } from './random.ts';

/** Our own workbooks, and upstream's where they are there. */
async function corpus(): Promise<Buffer[]> {
  const own = [await workbook(), zip(rawParts()), zip(rawParts().map((part) => ({ ...part, stored: true })))];
  if (!existsSync(SERVICES)) return own;
  const names = readdirSync(SERVICES).sort();
  return [...own, ...[0, 40, 80, 117].map((index) => readFileSync(path.join(SERVICES, names[index]!)))];
}

const withoutDigest = ({ sha256: _sha256, ...facts }: LockService): Omit<LockService, 'sha256'> => facts;

describe('a byte flipped in transit', { timeout: 60_000 }, () => {
  it.each(Array.from({ length: 10 }, (_, seed) => seed))(
    'ends in a clear error or in the same facts, a thousand times over (seed %i)',
    async (seed) => {
      const random = randomNumbers(seed);
      const files = await corpus();
      const sound = await Promise.all(files.map(async (bytes) => withoutDigest((await readServiceWorkbook('sound.xlsx', bytes)).facts!)));
      for (let flip = 0; flip < 1_000; flip++) {
        const index = random.below(files.length);
        const bytes = Buffer.from(files[index]!);
        const at = random.below(bytes.length);
        bytes[at] = bytes[at]! ^ (1 << random.below(8));
        const { facts, findings } = await readServiceWorkbook('sound.xlsx', bytes);
        if (facts) expect(withoutDigest(facts), `workbook ${index}, byte ${at}`).toEqual(sound[index]);
        else expect(findings[0]?.fix, `workbook ${index}, byte ${at}`).toBeTruthy();
      }
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
  );
});

describe('a byte flipped before the workbook was packed', { timeout: 60_000 }, () => {
  it.each(['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', '_rels/.rels'])(
    'of %s ends in facts or in a clear error',
    async (name) => {
      const random = randomNumbers(name.length);
      const parts = rawParts();
      const index = parts.findIndex((part) => part.name === name);
      for (let flip = 0; flip < 400; flip++) {
        const data = Buffer.from(parts[index]!.data);
        const at = random.below(data.length);
        data[at] = random.below(256);
        const { facts, findings } = await readServiceWorkbook(
          'bent.xlsx',
          zip(parts.map((part, place): RawPart => (place === index ? { ...part, data } : part))),
        );
        if (!facts) expect(findings[0]?.fix).toBeTruthy();
      }
    },
  );

  it('never moves a word to another cell in silence', async () => {
    // A cell reference that changes leaves a hole, which is named, or stands out of order, which is named.
    const xml = sheetXml(FEATURE_ROWS);
    for (const [from, to] of [
      ['r="H2"', 'r="M2"'],
      ['r="H2"', 'r="A2"'],
      ['r="H2"', 'r="H3"'],
      ['<row r="3"', '<row r="9"'],
    ] as const) {
      const { facts, findings } = await readServiceWorkbook('bent.xlsx', zip(rawParts({ features: xml.replace(from, to) })));
      expect(facts).toBeUndefined();
      expect(findings.length).toBeGreaterThan(0);
    }
  });
});
