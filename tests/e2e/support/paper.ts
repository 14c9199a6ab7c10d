import type { Page } from '@playwright/test';
import { pdfPages } from './pdf.ts';

/** A page on paper: what stands in the margins of each sheet, and what is left between them. */
export interface Paper {
  readonly sheets: readonly string[];
  /** The sheets without their margins. */
  readonly bodies: readonly string[];
}

export async function printed(page: Page, format: 'A4' | 'Letter' = 'A4'): Promise<Paper> {
  const sheets = await pdfPages(await page.pdf({ format, preferCSSPageSize: true }));
  const style = await page.locator('head style').first().textContent();
  const margins = [...(style ?? '').matchAll(/content:"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text!.replace(/\\(.)/g, '$1'));
  const bodies = sheets.map((sheet) =>
    margins.reduce((text, margin) => text.replace(margin.replace(/\s+/g, ' '), ' '), sheet.replace(/Page \d+ of \d+/, ' ')).trim(),
  );
  return { sheets, bodies };
}

const squeezed = (text: string): string => text.replace(/\s+/g, '');

/** Heads that are the last words on a sheet, which leaves them without what they stand over. */
export async function orphans(page: Page, { bodies }: Paper): Promise<string[]> {
  const heads = await page
    .locator('main :is(h1, h2, h3, h4, summary, caption, tr.group th)')
    .evaluateAll((all) => all.filter((head) => head.getClientRects().length > 0).map((head) => head.textContent));
  const words = heads.map(squeezed).filter((head) => head.length > 3);
  return bodies.slice(0, -1).flatMap((body) => words.filter((head) => squeezed(body).endsWith(head)));
}

/** Rows of tables that are on no sheet as a whole. */
export async function cutRows(page: Page, { bodies }: Paper): Promise<string[]> {
  const rows = await page
    .locator('main table:not(.matrix) tbody tr')
    .evaluateAll((all) =>
      all
        .filter((row) => row.getClientRects().length > 0)
        .map((row) => [...(row as HTMLTableRowElement).cells].map((cell) => cell.innerText).filter((text) => text.trim() !== '')),
    );
  const sheets = bodies.map(squeezed);
  return rows
    .filter((cells) => !sheets.some((sheet) => cells.every((cell) => sheet.includes(squeezed(cell)))))
    .map((cells) => cells.join(' | '));
}
