import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument, stringify } from 'yaml';
import { filesBelow } from '../../../scripts/content/read-content.ts';
import { readPlainYaml } from '../../../scripts/content/plain-yaml.ts';
import { ROOT } from '../../../scripts/site/project.ts';

/** What the whole parser makes of a text; undefined where it has anything to say about it. */
function whole(text: string): unknown {
  const document = parseDocument(text, { uniqueKeys: true });
  return document.errors.length + document.warnings.length > 0 ? undefined : document.toJS();
}

const folder = path.join(ROOT, 'content');
const yamlOf = (file: string): string => {
  const text = readFileSync(path.join(folder, file), 'utf8');
  return file.endsWith('.mdx') ? text.split(/^---\n/m)[1]! : text;
};
const files = filesBelow(folder).filter((file) => /\.(yaml|mdx)$/.test(file));

describe('plain YAML', () => {
  it('is read as the whole parser reads it, in all of the content', () => {
    for (const file of files) {
      const value = readPlainYaml(yamlOf(file));
      if (value !== undefined) expect(value, file).toEqual(whole(yamlOf(file)));
    }
  });

  it('is what files of services are written in, or the speed would be lost', () => {
    const services = files.filter((file) => file.endsWith('/service.yaml'));
    const plain = services.filter((file) => readPlainYaml(yamlOf(file)) !== undefined);
    expect(plain.length / services.length).toBeGreaterThan(0.9);
  });

  it.each([
    'a: b # remark\n', '# remark\na: b\n', 'a: b: c\n', 'a: "b\\n"\n', 'a: ["b"]\n', "a: ['b, c']\n", 'a: [1]\n', 'a: &x b\n', 'a: *x\n', 'a: !!str b\n', 'a: |\n  b\n', 'a: >-\n  b\n', 'a: {}\n', 'a: [b, [c]]\n', 'a: [true]\n', 'a: yes\n', 'a: Null\n', 'a: ~\n', 'a: 1.5\n', 'a: 007\n', 'a: 2026-11-23\n',
    'a: b\na: c\n', '__proto__: b\n', 'true: b\n', 'a:\n', 'a: b\n\nc: d\n', 'a: b \n', 'a:  b\n', 'a: b', 'a:\tb\n', ' a: b\n', 'a:\n   b: c\n', 'a:\nb: c\n', 'a:\n- b\n', 'a:\n  - b\n  c: d\n', 'a: b\n  c\n', "a: 'b\n", '---\na: b\n', 'a: -\n', '- a\n', '', '\n',
  ])('leaves %j to the whole parser', (text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  }); // prettier-ignore

  it('agrees with the whole parser on any lines that it takes', () => {
    const piece = fc.constantFrom('a', 'b', 'key', 'a: ', 'b:', '- ', '  ', '    ', 'x y', "'it''s'", '12', '0', 'true', 'no', '[]', '[a, b c]', '[a,b]', '1.2.3', '0e1', '12345678-1234-1234-1234-1234567890ab', "['1.1', b]", '"q: r"', 'https://a.b/c#d', '#', ' #', ':', ': ', '\u2019', '?', '!', '(x)', ', ', '"', "'", '&', '*', '!', '|', '>', '%', '@', '-', '---', '...', '?', '? ', '{', '}', '\\', '\u00E9');
    const line = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        const text = `${lines.join('\n')}\n`;
        const value = readPlainYaml(text);
        if (value !== undefined) expect(value).toEqual(whole(text));
      }),
      { numRuns: 5_000, seed: 20_261_123 },
    );
  });

  it('agrees on any facts as they are written', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9 ,.;()/&'+_:#-]{1,12}$/);
    const scalar = fc.oneof(word, fc.boolean(), fc.integer({ min: 0, max: 99 }));
    const facts = fc.dictionary(fc.stringMatching(/^[a-z][a-z-]{0,5}$/), fc.oneof(scalar, fc.array(word, { maxLength: 3 }), fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), scalar, { minKeys: 1 }), fc.array(fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), scalar, { minKeys: 1 }), { maxLength: 3 })), { minKeys: 1 });
    fc.assert(
      fc.property(facts, (given) => {
        const text = stringify(given, { lineWidth: 0, singleQuote: true });
        const value = readPlainYaml(text);
        if (value !== undefined) expect(value).toEqual(whole(text));
      }),
      { numRuns: 2_000, seed: 20_261_123 },
    );
  });
});
