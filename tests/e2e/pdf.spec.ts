import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { getDocumentProxy } from 'unpdf';
import { findBrowser } from '../../scripts/browser.ts';
import { pdfPages } from './support/pdf.ts';

interface Structure {
  readonly role?: string;
  readonly children?: readonly Structure[];
}
const rolesIn = (node: Structure): string[] => [...(node.role ? [node.role] : []), ...(node.children ?? []).flatMap(rolesIn)];

/** PDFs keep no white space that one could count on. */
const packed = (text: string): string => text.replace(/\s+/g, '');

const SERVICES = 'iot-central+iot-hub';
const ROLE = 'identity-and-key-management';
const TITLE = 'Azure IoT Central + Azure IoT Hub: Identity and key management';
const WIDTHS: Readonly<Record<string, number>> = { a4: 595, letter: 612 };

for (const paper of ['a4', 'letter']) {
  test(`npm run pdf writes a tagged ${paper} PDF with bookmarks and a title, and cuts no row`, async ({ page }, testInfo) => {
    const browser = findBrowser()!.path;
    await promisify(execFile)(process.execPath, ['scripts/pdf.ts', SERVICES, ROLE, '--paper', paper, '--out', testInfo.outputPath()], {
      env: { ...process.env, CHROMIUM_PATH: browser },
    });
    const bytes = new Uint8Array(readFileSync(testInfo.outputPath(`iot-central_iot-hub_${ROLE}.pdf`)));
    const pages = await pdfPages(bytes);
    const pdf = await getDocumentProxy(bytes);
    const first = await pdf.getPage(1);
    expect(Math.floor(first.getViewport({ scale: 1 }).width)).toBe(WIDTHS[paper]);

    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
    expect((await pdf.getMetadata()).info).toMatchObject({ Title: `${TITLE} · Plumbline`, Language: 'en' });
    const [top] = (await pdf.getOutline())!;
    expect(packed(top!.title)).toBe(packed(TITLE));
    expect(top!.items.map((item: { title: string }) => item.title)).toEqual([
      'Identity Management',
      'Privileged Access',
      'Data Protection',
    ]);
    const roles = new Set<string>();
    for (let number = 1; number <= pdf.numPages; number += 1)
      for (const role of rolesIn((await (await pdf.getPage(number)).getStructTree()) as Structure)) roles.add(role);
    expect([...roles]).toEqual(expect.arrayContaining(['H1', 'H2', 'Table', 'TR', 'TH', 'TD', 'Link']));

    for (const [index, text] of pages.entries()) {
      expect(text).toContain(`Page ${index + 1} of ${pages.length}`);
      expect(text).toContain(TITLE);
      expect(text).toMatch(/Plumbline \d+\.\d+\.\d+/);
      expect(text).toMatch(/Facts as of \d{4}-\d\d-\d\d, digest [0-9a-f]{12}/);
      expect(text, 'each page has the head of the table').toContain('What to do and how to confirm it');
    }
    expect(pages[0]).toContain('Name Signature Date');

    // What the page says, in its order: each row as a whole on one sheet, and each heading with its first row.
    await page.goto(`checklists/build/?service=iot-central&service=iot-hub&role=${ROLE}`);
    await page.locator('.item').first().waitFor();
    const together = await page.locator('.item').evaluateAll((rows) =>
      rows.map((row) => {
        const part = row.closest('[data-part]')!;
        const words = [row.id, ...[...row.querySelectorAll('[data-do], [data-confirm], .sources a')].map((slot) => slot.textContent)];
        return part.querySelector('.item') === row ? [part.querySelector('h2')!.textContent, ...words] : words;
      }),
    );
    expect(together).toHaveLength(16);
    const sheets = pages.map(packed);
    for (const words of together)
      expect(
        sheets.filter((sheet) => words.every((word) => sheet.includes(packed(word)))),
        words[0],
      ).toHaveLength(1);
  });
}
