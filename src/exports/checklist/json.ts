import { assessmentJson } from '../../checklists/assessment-file.ts';
import type { Sheet } from '../../checklists/sheet.ts';

/** The assessment as a whole, and which of its items were on the screen. */
export function sheetToJson(sheet: Sheet): string {
  const { assessment, at, by, version, address, digest, rows } = sheet;
  const exported = { at, by, plumbline: version, pack: address, digest, codes: rows.map((row) => row.item.code) };
  const { format, version: formatVersion, ...rest } = assessmentJson(assessment);
  return `${JSON.stringify({ format, version: formatVersion, exported, ...rest }, null, 1)}\n`;
}
