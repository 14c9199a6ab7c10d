import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ProseSite } from '../prose/rehype-prose.ts';
import { repositoryUrl } from './project.ts';

export const GLOSSARY_FILE = 'content/glossary.yaml';

/** What prose has to know of the site that it becomes a part of. */
export const proseSite = (base: string, root = '.'): ProseSite => ({
  base,
  repository: repositoryUrl,
  glossary: readFileSync(path.join(root, GLOSSARY_FILE), 'utf8'),
});
