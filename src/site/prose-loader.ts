import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Loader, LoaderContext } from 'astro/loaders';
import { proseRenderer } from '../prose/render.ts';
import { GLOSSARY_FILE, proseSite } from './prose-site.ts';

/**
 * A collection of short prose: MDX files below a folder, rendered while they are read, where Astro's own MDX would make a
 * module of each. Ids are paths without their ending, in the case of the file.
 */
export function proseFiles(folder: string, pattern: RegExp): Loader {
  return {
    name: `prose in ${folder}`,
    load: async (context) => {
      const root = fileURLToPath(context.config.root);
      const { watcher, logger } = context;
      // A new process may bring new code with it, so what an earlier one has rendered does not count.
      const problems = await renderInto(context, { root, folder, pattern, again: true });
      if (!watcher) {
        if (problems.length > 0) throw new Error(problems.join('\n'));
        return;
      }
      const tell = (found: readonly string[]): void => found.forEach((problem) => logger.error(problem));
      tell(problems);

      const concerns = (file: string): boolean =>
        file === path.join(root, GLOSSARY_FILE) || pattern.test(slashed(path.relative(path.join(root, folder), file)));
      let turn = Promise.resolve();
      const onChange = (file: string): void => {
        if (!concerns(path.resolve(root, file))) return;
        turn = turn
          .then(() => renderInto(context, { root, folder, pattern, again: false }))
          .then(tell)
          .catch((error: unknown) => logger.error(error instanceof Error ? error.message : String(error)));
      };
      watcher.add([path.join(root, folder), path.join(root, GLOSSARY_FILE)]);
      for (const event of ['add', 'change', 'unlink'] as const) watcher.on(event, onChange);
    },
  };
}

interface ProseFolder {
  readonly root: string;
  readonly folder: string;
  readonly pattern: RegExp;
  /** Whether entries whose text has not changed are rendered as well. */
  readonly again: boolean;
}

/** Brings the store up to date. Returns what is wrong with which file, of which the last good entry stays. */
async function renderInto(
  { config, store, parseData, generateDigest }: LoaderContext,
  { root, folder, pattern, again }: ProseFolder,
): Promise<string[]> {
  const site = proseSite(config.base, root);
  const render = await proseRenderer(site);
  const problems: string[] = [];
  const gone = new Set(store.keys());
  for (const name of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map(slashed).sort()) {
    if (!pattern.test(name)) continue;
    const [id, file] = [name.replace(/\.mdx$/, ''), `${folder}/${name}`];
    gone.delete(id);
    const text = readFileSync(path.join(root, file), 'utf8');
    const digest = generateDigest(`${text}\n${site.glossary}`);
    if (!again && store.get(id)?.digest === digest) continue;
    try {
      const { frontmatter, body, html, headings } = await render(file, text);
      const data = await parseData({ id, data: frontmatter, filePath: path.join(root, file) });
      store.set({ id, data, body, filePath: file, digest, rendered: { html, metadata: { headings } } });
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  for (const id of gone) store.delete(id);
  return problems;
}

const slashed = (name: string): string => name.split(path.sep).join('/');
