import { placeIn, textRuns } from '../content/text-runs.ts';
import type { Finding } from '../finding.ts';
import type { Check } from './check.ts';

interface Term {
  readonly say: string;
  /** A single space stands for any white space. */
  readonly instead: RegExp;
  readonly because: string;
}

/** Longer names first: what one has claimed, a later one does not look at. */
const TERMS: readonly Term[] = [
  {
    say: 'Microsoft Entra Domain Services',
    instead: /\b(?:Azure AD|Azure Active Directory|AAD)\s+(?:Domain Services|DS)\b/g,
    because: 'the product was renamed in 2023',
  },
  { say: 'Microsoft Entra ID', instead: /\b(?:Azure AD|Azure Active Directory|AAD)\b/g, because: 'the product was renamed in 2023' },
  { say: 'Microsoft Defender for Cloud', instead: /\bAzure Security Cent(?:er|re)\b/g, because: 'the product was renamed in 2021' },
  { say: 'Microsoft Defender', instead: /\bAzure Defender\b/g, because: 'the product was renamed in 2021' },
  { say: 'Microsoft Sentinel', instead: /\bAzure Sentinel\b/g, because: 'the product was renamed in 2021' },
  { say: 'Microsoft Purview', instead: /\bAzure Purview\b/g, because: 'the product was renamed in 2022' },
  { say: 'allowlist', instead: /\bwhite-?list\b/gi, because: 'the word says what the list does' },
  { say: 'blocklist', instead: /\bblack-?list\b/gi, because: 'the word says what the list does' },
];

/** "formerly Azure AD" and "Azure AD, the name that …" speak about the old name, and may use it. */
const ABOUT_THE_NAME = /(?:formerly|former|once|was|were|called|named|known as|renamed(?: from)?|old name)\s+(?:["'“‘*_]\s*)?$/i;

/** One name for one thing, and the current one. */
export const terms: Check = {
  name: 'terms',
  describe: 'Prose uses the current name of a product, and one word for one thing.',
  run: ({ sources, prose }) => {
    const findings: Finding[] = [];
    for (const run of textRuns(sources, prose)) {
      const claimed: [number, number][] = [];
      for (const { say, instead, because } of TERMS) {
        const pattern = new RegExp(instead.source.replaceAll(' ', String.raw`\s+`), instead.flags);
        for (const match of run.text.matchAll(pattern)) {
          const end = match.index + match[0].length;
          if (claimed.some(([from, to]) => match.index < to && end > from)) continue;
          claimed.push([match.index, end]);
          if (ABOUT_THE_NAME.test(run.text.slice(0, match.index))) continue;
          findings.push({
            rule: 'terms',
            severity: 'error',
            file: run.source.file,
            ...placeIn(run, match.index),
            message: `"${match[0].replace(/\s+/g, ' ')}" is not how we say it: ${because}`,
            fix: `Say "${say}"`,
            edit: {
              start: run.start + match.index,
              end: run.start + end,
              text: /^[A-Z]/.test(match[0]) ? say.replace(/^./, (letter) => letter.toUpperCase()) : say,
            },
          });
        }
      }
    }
    return findings;
  },
};
