/**
 * Files that would run code, or worse, if the build or a browser took them as they are. Each tries to leave a canary:
 * `globalThis.canary` where it runs in Node, a file named in `PLUMBLINE_CANARY` where it may write one.
 */
export interface Hostile {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  /** The line that has to be named. */
  readonly line: number;
}

export const CANARY =
  "(globalThis.canary=1,process.env.PLUMBLINE_CANARY&&process.getBuiltinModule('node:fs').writeFileSync(process.env.PLUMBLINE_CANARY,'x'))";
const HEAD = '---\ntitle: A guide\nsummary: It looks harmless.\norder: 9\n---\n\n## A heading\n\n';
const FIRST = 9;

/** Prose that starts on line 9. */
const PROSE: Readonly<Record<string, string>> = {
  'a default import': `import fs from 'node:fs'`,
  'an import for its effect': `import './canary.js'`,
  'a namespace import': `import * as all from 'node:child_process'`,
  'an exported value': `export const canary = ${CANARY}`,
  'an exported layout': 'export default function Layout() { return null }',
  'an exported function of Astro': `export async function getStaticPaths() { ${CANARY}; return [] }`,
  'a re-export': `export * from 'node:process'`,
  'an expression on its own': `{${CANARY}}`,
  'an expression in a sentence': `Two and {${CANARY}} make four.`,
  'a dynamic import': `{import('node:fs')}`,
  'a comment as expression': '{/* nothing */}',
  'an expression over lines': `{\n  ${CANARY}\n}`,
  'an expression in a list': `- item {${CANARY}}`,
  'an expression in a table': `| a | b |\n| --- | --- |\n| {${CANARY}} | x |`,
  'an expression in a heading': `### Heading {${CANARY}}`,
  'an expression in a quotation': `> {${CANARY}}`,
  'an expression in emphasis': `*{${CANARY}}*`,
  'an expression in a link': `[{${CANARY}}](https://example.org)`,
  'a template literal': '{`${globalThis.canary = 1}`}',
  'a function called at once': '{(() => { globalThis.canary = 1 })()}',
  'an expression that ends the process': '{process.exit(0)}',
  'an expression that never ends': '{(() => { for (;;) {} })()}',
  'a script': '<script>globalThis.canary = 1</script>',
  'a script from elsewhere': '<script src="https://example.org/x.js"></script>',
  'a picture with an event': '<img src="x" onerror="canary = 1" />',
  'a drawing with an event': '<svg onload="canary = 1"></svg>',
  'a drawing with a script': '<svg><script>canary = 1</script></svg>',
  'a frame': '<iframe src="https://example.org"></iframe>',
  'a frame with its own page': '<iframe srcdoc="x"></iframe>',
  'a style': '<style>body {{ display: "none" }}</style>',
  'a link element': '<a href="javascript:canary=1">x</a>',
  'an attribute that is code': `<a href={${CANARY}}>x</a>`,
  'raw HTML by Astro': `<div set:html={${CANARY}} />`,
  'text by Astro': '<div set:text="x" />',
  'a variable by Astro': '<script define:vars="x" />',
  'a component in the browser': '<Card client:load />',
  'spread values': '<Card {...globalThis} />',
  'a member as component': '<process.env.HOME />',
  'a name with a colon': '<x:y />',
  'a fragment': `<>{${CANARY}}</>`,
  'a slot': '<slot />',
  'an object': '<object data="x"></object>',
  'an embedded file': '<embed src="x" />',
  'a refresh': '<meta http-equiv="refresh" content="0" />',
  'another base': '<base href="https://example.org" />',
  'a form': '<form action="https://example.org"><button>Go</button></form>',
  'a button with an address': '<button formaction="javascript:canary=1">Go</button>',
  'details with an event': '<details ontoggle="canary = 1" open>x</details>',
  mathematics: '<math><mtext></mtext></math>',
  'an inline element': 'Some <b onmouseover="canary=1">bold</b> text.',
  'a javascript: link': '[x](javascript:canary=1)',
  'javascript: in mixed case': '[x](JaVaScRiPt:canary=1)',
  'javascript: by decimal entities': '[x](&#106;&#97;&#118;ascript:canary=1)',
  'javascript: by hexadecimal entities': '[x](&#x6A;avascript&#x3A;canary=1)',
  'javascript: with a named colon': '[x](javascript&colon;canary=1)',
  'javascript: with a tab': '[x](java&Tab;script:canary=1)',
  'javascript: with a line break': '[x](java&NewLine;script:canary=1)',
  'javascript: after a control character': '[x](&#1;javascript:canary=1)',
  'javascript: in percent signs': '[x](javascript%3Acanary=1)',
  'javascript: in angle brackets': '[x](<javascript:canary=1>)',
  'javascript: in a definition': '[x][y]\n\n[y]: javascript:canary=1',
  'javascript: in a collapsed definition': '[y][]\n\n[y]: &#106;avascript:canary=1',
  'a vbscript: link': '[x](vbscript:canary)',
  'a data: page': '[x](data:text/html;base64,PHNjcmlwdD4=)',
  'a blob: link': '[x](blob:https://example.org/1)',
  'a file: link': '[x](file:///etc/passwd)',
  'a link without scheme': '[x](//example.org/)',
  'a link with backslashes': '[x](/\\\\example.org/)',
  'https: without slashes': '[x](https:example.org)',
  'a host behind an @': '[Microsoft](https://learn.microsoft.com@example.org/)',
  'a link that is not encrypted': '[x](http://example.org/)',
  'a zero-width character in a link': '[x](https://example.org/&#8203;)',
  'a data: picture': '![x](data:image/svg+xml;base64,PHN2Zz4=)',
  'a picture that tracks': '![x](https://example.org/pixel.png)',
  'a picture that is a module': '![x](../../astro.config.mjs)',
  'a picture outside public': '![x](/../package.json)',
  'a picture by definition': '![x][y]\n\n[y]: https://example.org/pixel.png',
  'a footnote': 'Text[^1].\n\n[^1]: Note.',
  'text that turns around': 'Access is \u202Edewolla\u202C.',
  'quotations without end': '>'.repeat(5_000),
  'emphasis without end': '*a_'.repeat(20_000),
  'lists without end': `${'- '.repeat(3_000)}x`,
};

const SERVICE_HEAD = 'name: Azure Evil Service\ncode: EVIL\n';

/** Whole files. */
const FILES: readonly Hostile[] = [
  {
    name: 'aliases that multiply',
    file: 'content/services/evil/service.yaml',
    line: 1,
    text: `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghi'
      .split('')
      .map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(', ')}]`)
      .join('\n')}\n`,
  },
  {
    name: 'an alias in frontmatter',
    file: 'content/guides/evil.mdx',
    line: 2,
    text: '---\ntitle: &t A guide\nsummary: *t\norder: 9\n---\n',
  },
  {
    name: 'a tag that makes a function',
    file: 'content/roles/evil.yaml',
    line: 1,
    text: 'name: !!js/function "function () { globalThis.canary = 1 }"\n',
  },
  {
    name: 'a tag that makes an object',
    file: 'content/roles/evil.yaml',
    line: 1,
    text: 'name: !!python/object/apply:os.system ["touch canary"]\n',
  },
  { name: 'a tag of its own', file: 'content/roles/evil.yaml', line: 3, text: '%TAG ! tag:example.org,2026:\n---\nname: !evil x\n' },
  { name: 'a prototype', file: 'content/services/evil/service.yaml', line: 3, text: `${SERVICE_HEAD}__proto__:\n  canary: 1\n` },
  {
    name: 'a prototype among the entries',
    file: 'content/services/evil/service.yaml',
    line: 4,
    text: `${SERVICE_HEAD}entries:\n  __proto__:\n    supported: true\n    enabledByDefault: true\n    responsibility: customer\n`,
  },
  {
    name: 'a constructor',
    file: 'content/services/evil/service.yaml',
    line: 3,
    text: `${SERVICE_HEAD}constructor:\n  prototype:\n    canary: 1\n`,
  },
  { name: 'a merge key', file: 'content/services/evil/service.yaml', line: 3, text: `${SERVICE_HEAD}<<: { supported: true }\n` },
  { name: 'two documents', file: 'content/roles/evil.yaml', line: 2, text: 'name: One\n---\nname: Two\n' },
  { name: 'brackets without end', file: 'content/roles/evil.yaml', line: 1, text: `name: ${'['.repeat(50_000)}\n` },
  { name: 'braces without end', file: 'content/roles/evil.yaml', line: 1, text: `name: ${'{a: '.repeat(20_000)}\n` },
  { name: 'a file without end', file: 'content/roles/evil.yaml', line: 1, text: `name: ${'x'.repeat(2_000_000)}\n` },
  { name: 'a key that is stated twice', file: 'content/roles/evil.yaml', line: 2, text: 'name: Shown\nname: Meant\n' },
  {
    name: 'a frontmatter that ends early',
    file: 'content/guides/evil.mdx',
    line: 5,
    text: `---\ntitle: A guide\nsummary: x\norder: 9\n--- # {${CANARY}}\nmore: x\n---\n`,
  },
  {
    name: 'a frontmatter that ends with plus signs',
    file: 'content/guides/evil.mdx',
    line: 5,
    text: `---\ntitle: A guide\nsummary: x\norder: 9\n+++\n{${CANARY}}\n---\n`,
  },
  { name: 'a frontmatter in TOML', file: 'content/guides/evil.mdx', line: 1, text: `+++\ntitle = "A guide"\n+++\n\n{${CANARY}}\n` },
  { name: 'no frontmatter', file: 'content/guides/evil.mdx', line: 1, text: `{${CANARY}}\n` },
  {
    name: 'a line end that editors hide',
    file: 'content/guides/evil.mdx',
    line: 7,
    text: `${HEAD.replace('## A heading\n\n', '')}Text.\rexport const canary = 1\n`,
  },
  { name: 'a NUL', file: 'content/guides/evil.mdx', line: FIRST, text: `${HEAD}Text\u0000.\n` },
  {
    name: 'an address that runs',
    file: 'content/glossary.yaml',
    line: 5,
    text: 'evil:\n  term: evil\n  also: []\n  meaning: Evil.\n  url: javascript:canary=1\n  link: true\n',
  },
  {
    name: 'an address with an encoded scheme',
    file: 'content/glossary.yaml',
    line: 5,
    text: 'evil:\n  term: evil\n  also: []\n  meaning: Evil.\n  url: "\\x6aavascript:canary=1//x.y"\n  link: true\n',
  },
  { name: 'a page of Astro', file: 'content/guides/evil.astro', line: 1, text: `---\n${CANARY}\n---\n` },
  { name: 'a module', file: 'content/guides/evil.js', line: 1, text: CANARY },
  { name: 'plain Markdown', file: 'content/guides/evil.md', line: 1, text: '<script>canary = 1</script>' },
  { name: 'an ending in capitals', file: 'content/guides/evil.MDX', line: 1, text: `${HEAD}{${CANARY}}\n` },
  { name: 'a hidden file', file: 'content/guides/.evil.mdx', line: 1, text: HEAD },
  { name: 'a folder too deep', file: 'content/services/evil/deep/evil.mdx', line: 1, text: HEAD },
  { name: 'a name that escapes', file: 'content/guides/..%2fevil.mdx', line: 1, text: HEAD },
];

export const HOSTILE: readonly Hostile[] = [
  ...Object.entries(PROSE).map(([name, text]) => ({
    name,
    file: 'content/guides/evil.mdx',
    text: `${HEAD}${text}\n`,
    line: name.includes('definition') ? FIRST + 2 : name === 'an expression in a table' ? FIRST + 2 : FIRST,
  })),
  ...FILES,
];
