/** What a workbook may cost. Upstream's largest has 135 KB, 330 KB inflated and 86 rows; nothing honest comes near these. */
export const LIMITS = {
  fileBytes: 16 * 2 ** 20,
  parts: 200,
  partBytes: 8 * 2 ** 20,
  inflatedBytes: 24 * 2 ** 20,
  xmlTags: 400_000,
  xmlDepth: 64,
  attributesLength: 10_000,
  sheets: 50,
  rows: 5_000,
  columns: 200,
  cells: 100_000,
  /** A spreadsheet program lets nobody type more into one cell. */
  cellLength: 32_767,
  textLength: 16 * 2 ** 20,
} as const;
