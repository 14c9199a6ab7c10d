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

export const squeezed = (text: string): string => text.replace(/\s+/g, '');

/** Runs in the page: the words of its heads. */
export function heads(): string[] {
  return [...document.querySelectorAll('main :is(h1, h2, h3, h4, summary, caption, tr.group th)')]
    .filter((head) => head.getClientRects().length > 0)
    .map((head) => head.textContent);
}

/** Runs in the page: the rows of its tables, each as the words of its cells. */
export function rows(): string[][] {
  return [...document.querySelectorAll<HTMLTableRowElement>('main table:not(.matrix) tbody tr')]
    .filter((row) => row.getClientRects().length > 0)
    .map((row) => [...row.cells].map((cell) => cell.innerText).filter((text) => text.trim() !== ''));
}

/** Heads that are the last words on a sheet, which leaves them without what they stand over. */
export function orphans(heads: readonly string[], { bodies }: Paper): string[] {
  const words = heads.map(squeezed).filter((head) => head.length > 3);
  return bodies.slice(0, -1).flatMap((body) => words.filter((head) => squeezed(body).endsWith(head)));
}

/** Rows of tables that are on no sheet as a whole. */
export function cutRows(rows: readonly (readonly string[])[], { bodies }: Paper): string[] {
  const sheets = bodies.map(squeezed);
  return rows
    .filter((cells) => !sheets.some((sheet) => cells.every((cell) => sheet.includes(squeezed(cell)))))
    .map((cells) => cells.join(' | '));
}
