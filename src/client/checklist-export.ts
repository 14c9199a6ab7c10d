import type { Sheet } from '../checklists/sheet.ts';

/** Writes what is on the screen into a file. Each format comes when it is asked for. */

const FORMATS: Readonly<Record<string, { readonly mediaType: string; render(sheet: Sheet): Promise<string | Uint8Array> }>> = {
  json: { mediaType: 'application/json', render: async (sheet) => (await import('../exports/checklist/json.ts')).sheetToJson(sheet) },
  csv: { mediaType: 'text/csv;charset=utf-8', render: async (sheet) => (await import('../exports/checklist/csv.ts')).sheetToCsv(sheet) },
  md: {
    mediaType: 'text/markdown;charset=utf-8',
    render: async (sheet) => (await import('../exports/checklist/markdown.ts')).sheetToMarkdown(sheet),
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    render: async (sheet) => (await import('../exports/checklist/xlsx.ts')).sheetToXlsx(sheet),
  },
};

const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);

export async function exportSheet(name: string, sheet: Sheet): Promise<void> {
  const format = FORMATS[name]!;
  const content = await format.render(sheet);
  const url = URL.createObjectURL(new Blob([content as BlobPart], { type: format.mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${slug(sheet.title)}_${slug(sheet.assessment.name)}_${sheet.at.slice(0, 10)}.${name}`;
  link.click();
  // The download has its own hold on the data once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
