import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import lighthouse from 'lighthouse';
import puppeteer from 'puppeteer-core';
import { findOrInstallBrowser, launchArguments } from '../browser.ts';
import { DIST } from '../site/build-site.ts';
import { basePath } from '../site/project.ts';
import { green, red } from '../site/say.ts';
import { serve } from '../site/static-server.ts';
import { TEMPLATES } from '../testing/templates.ts';

/**
 * `npm run bench -- lighthouse [--runs 5] [pages …]`: Lighthouse's four scores of a page of each template, the worst of the
 * runs. Lighthouse reckons what a slow phone would take from what this machine takes: a busy machine makes it worse.
 */
const SCORES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const ALL = 100;
/** What the score of performance is reckoned from; told where the score is not full. */
const METRICS = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index'];

const { values, positionals } = parseArgs({ allowPositionals: true, options: { runs: { type: 'string', default: '5' } } });
const runs = Number(values.runs);
// A page that is not there has no address of its own to be found by.
const pages = positionals.length > 0 ? positionals : TEMPLATES.filter((address) => address !== 'no-such-page/');

if (!existsSync(DIST)) throw new Error('there is no built site; run: npm run build');
const server = await serve({ folder: DIST, base: await basePath(), port: 0 });
const browser = await puppeteer.launch({ executablePath: (await findOrInstallBrowser()).path, args: launchArguments() });
try {
  const port = Number(new URL(browser.wsEndpoint()).port);
  console.log(`  the worst of ${runs}: ${SCORES.join(', ')}`);
  for (const page of pages) {
    const worst = new Map<string, number>();
    const reasons = new Set<string>();
    const slowest = new Map<string, { readonly score: number; readonly told: string }>();
    for (let run = 0; run < runs; run += 1) {
      const result = await lighthouse(new URL(page, server.url).href, {
        port,
        output: 'json',
        logLevel: 'error',
        onlyCategories: [...SCORES],
      });
      if (!result) throw new Error(`Lighthouse says nothing of ${page}`);
      for (const name of SCORES) {
        const score = Math.round((result.lhr.categories[name]?.score ?? 0) * ALL);
        worst.set(name, Math.min(score, worst.get(name) ?? ALL));
      }
      for (const { id, score, scoreDisplayMode, displayValue } of Object.values(result.lhr.audits))
        if (score !== null && score < 0.9 && ['binary', 'numeric'].includes(scoreDisplayMode))
          reasons.add(`${id} ${displayValue ?? ''}`.trim());
      for (const id of METRICS) {
        const { score, displayValue } = result.lhr.audits[id]!;
        if ((score ?? 0) < (slowest.get(id)?.score ?? 1)) slowest.set(id, { score: score ?? 0, told: `${id} ${displayValue ?? ''}` });
      }
    }
    const scores = SCORES.map((name) => worst.get(name)!);
    const good = scores.every((score) => score === ALL);
    console.log(
      `  ${good ? green('✓') : red('✗')} ${scores.join(' ')}  /${page.replace('./', '')}${good ? '' : `  ${[...[...slowest.values()].map(({ told }) => told), ...reasons].join('; ')}`}`,
    );
    if (!good) process.exitCode = 1;
  }
} finally {
  await browser.close();
  await server.close();
}
