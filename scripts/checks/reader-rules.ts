import type { Check } from './check.ts';

/** The rules that the content reader applies while it reads; each collects its share of the reader's findings. */
const fromReader = (name: string, describe: string): Check => ({
  name,
  describe,
  run: ({ content }) => content.findings.filter((finding) => finding.rule === name),
});

export const readableFile = fromReader(
  'readable-file',
  'A content file is UTF-8 text with LF line ends, and no merge conflict is left in it.',
);
export const validYaml = fromReader(
  'valid-yaml',
  'Frontmatter and YAML files are plain YAML: no tabs, no doubled keys, no anchors or aliases.',
);
export const schema = fromReader(
  'schema',
  'Every field is known, present and of its kind, and closed words are spelled as the vocabulary has them.',
);
export const knownFile = fromReader('known-file', 'Every file in content belongs to a collection and is named after its id.');
