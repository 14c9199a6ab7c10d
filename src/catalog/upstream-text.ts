/** How upstream's text is compared: white space folded, address prefixes made one. Nothing else is forgiven. */

/** Most texts are folded already, and it is quicker to see that than to build them anew. */
const UNFOLDED = /[^\S ]|^ | $| {2}/u;

export const foldSpace = (text: string): string => (UNFOLDED.test(text) ? text.replace(/\s+/gu, ' ').trim() : text);

export const sameText = (a: string, b: string): boolean => foldSpace(a) === foldSpace(b);

/** The workbooks say docs.microsoft.com, sometimes with a locale or a doubled slash; today's host is learn.microsoft.com. */
export const normalAddress = (url: string): string =>
  url
    .trim()
    .replace(/^http:\/\//i, 'https://')
    .replace(/^https:\/\/(docs|learn)\.microsoft\.com\/+/i, 'https://learn.microsoft.com/')
    .replace(/^(https:\/\/learn\.microsoft\.com\/)[a-z]{2}-[a-z]{2}\//i, '$1');

/** Rows are keyed by the pair, as a workbook may name a feature under two controls. */
export const featureKey = (feature: string, control: string): string => `${foldSpace(feature)} @ ${foldSpace(control)}`;
