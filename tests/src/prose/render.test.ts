import { expect, test } from 'vitest';
import { proseRenderer } from '../../../src/prose/render.ts';

const GLOSSARY = `
private-endpoint:
  term: private endpoint
  also: []
  meaning: A network address inside your own network.
  url: https://example.org/private-endpoint
  link: true
`;
const render = await proseRenderer({ base: '/docs/', repository: 'https://example.org/project', glossary: GLOSSARY });
const htmlOf = async (body: string, file = 'content/controls/NS-2.mdx'): Promise<string> => {
  const { html } = await render(file, `---\ntitle: A control\n---\n\n${body}\n`);
  return html.trim();
};

test('links within the site get the base path, other links stay', async () => {
  expect(await htmlOf('[here](/controls/NS-1/), [there](https://example.org/), [below](#more)')).toBe(
    '<p><a href="/docs/controls/NS-1/">here</a>, <a href="https://example.org/">there</a>, <a href="#more">below</a></p>',
  );
});

test('a table becomes a table with heads that say what they head, in a box of its own', async () => {
  const html = await htmlOf('| Path | Use |\n| --- | --- |\n| [a](/a/) | b |');
  expect(html).toContain('<div class="table-box" role="region" tabindex="0" aria-label="Table 1: Path, Use"><table>');
  expect(html).toContain('<th scope="col">Path</th>');
  expect(html).toContain('<td><a href="/docs/a/">a</a></td>');
});

test('the first use of a term opens its meaning, with its link to the glossary under the base path', async () => {
  const html = await htmlOf('A private endpoint is near. Another private endpoint is not.');
  expect(html.match(/<button/g)).toHaveLength(1);
  expect(html).toContain(
    '<button type="button" class="term" popovertarget="term-controls-NS-2-private-endpoint">private endpoint</button>',
  );
  expect(html).toContain('<a href="/docs/glossary/#private-endpoint">');
});

test('a heading in the prose of an entry is below the heading of the entry, which lends its id', async () => {
  expect(await htmlOf('## By hand', 'content/services/iot-hub/azure-private-link.mdx')).toBe(
    '<h4 id="azure-private-link-by-hand">By hand</h4>',
  );
});

test('quotes, dashes and dots are set in type, in text alone', async () => {
  expect(await htmlOf(`It's "so" -- and so on... but not \`it's\`.`)).toBe("<p>It’s “so” — and so on… but not <code>it's</code>.</p>");
  expect(await htmlOf('| a |\n| --- |\n| plain |')).toContain('plain');
});

test('frontmatter, body and headings come with the HTML', async () => {
  const prose = await render('content/controls/NS-2.mdx', '---\ntitle: A control\nsince: 2026-01-02\n---\n\n## One\n\nText.\n');
  expect(prose).toMatchObject({ body: '## One\n\nText.', headings: [{ depth: 2, slug: 'one', text: 'One' }] });
  expect(prose.frontmatter['title']).toBe('A control');
});

test('nothing in prose runs: what the check refuses comes out as text', async () => {
  expect(await htmlOf('Two and {1 + 1} and <b onclick="alert(1)">bold</b>.')).not.toMatch(/<b|onclick/);
  expect(await htmlOf('import x from "y"')).not.toContain('<script');
});

test.each([
  ['an element that is not closed', 'Text.\n\nA <b>bold word.', 'content/controls/NS-2.mdx:7:1 Expected a closing tag for `<b>` (7:3-7:6)'],
  ['a brace that is not closed', 'Text {of.', 'content/controls/NS-2.mdx:5:10 '],
])('%s is refused with file, line and column', async (_, body, message) => {
  await expect(htmlOf(body)).rejects.toThrow(message);
});

test('frontmatter that is no YAML is refused with file, line and column', async () => {
  await expect(render('content/controls/NS-2.mdx', '---\ntitle: "open\n---\n\nText.\n')).rejects.toThrow(
    /^content\/controls\/NS-2\.mdx:\d+:\d+ /,
  );
});
