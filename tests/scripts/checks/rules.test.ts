import { describe, expect, test } from 'vitest';
import { allInWords, edited, findingsAfter, SMALL, type Change } from './small-content.ts';

const CONTROL = 'content/controls/NS-2.mdx';
const FEATURE = 'content/features/private-access.mdx';
const SERVICE = 'content/services/tiny-service/service.yaml';
const GUIDANCE = 'content/services/tiny-service/private-access.mdx';
const ROLE = 'content/roles/network-team.yaml';
const GUIDE = 'content/guides/start.mdx';
const GLOSSARY = 'content/glossary.yaml';

const inGuide = (text: string): Change => ({ [GUIDE]: SMALL[GUIDE]!.replace('Open the [glossary](/glossary/#private-endpoint).', text) });
const words = async (change: Change): Promise<string> => allInWords(await findingsAfter(change));

test('sound content has no finding', async () => {
  expect(await words({})).toBe('');
});

describe('readable-file', () => {
  test('a file that is not UTF-8 is named', async () => {
    expect(await words({ [ROLE]: Buffer.from(SMALL[ROLE]!.replace('Keeps', 'K\u00e9eps'), 'latin1') })).toMatchInlineSnapshot(`
      "content/roles/network-team.yaml:3:11 error [readable-file]
        the file is not UTF-8
        fix: Save it as UTF-8"
    `);
  });
  test('a byte order mark and CR LF are named together', async () => {
    expect(await words({ [ROLE]: `\uFEFF${SMALL[ROLE]!.replaceAll('\n', '\r\n')}` })).toMatchInlineSnapshot(`
      "content/roles/network-team.yaml:1:1 error [readable-file]
        the file starts with a byte order mark
        fix: Save it as UTF-8 without BOM
      content/roles/network-team.yaml:1:19 error [readable-file]
        lines end in CR LF
        fix: Save the file with LF line ends"
    `);
  });
  test('a merge conflict is named', async () => {
    expect(await words(edited(GUIDE, 'Open', '<<<<<<< HEAD\nOpen'))).toMatchInlineSnapshot(`
      "content/guides/start.mdx:9:1 error [readable-file]
        a merge conflict is left in the file ("<<<<<<<")
        fix: Decide which side is right and delete the markers"
    `);
  });
  test('a character that no reviewer sees is named', async () => {
    expect(await words(edited(GUIDE, 'Open', 'O\u200Bpen'))).toMatchInlineSnapshot(`
      "content/guides/start.mdx:9:2 error [readable-file]
        the invisible character U+200B is in the text, and a reviewer cannot see it
        fix: Delete it"
    `);
  });
  test('a file that is far too large is not read', async () => {
    expect(await words({ [GUIDE]: `${SMALL[GUIDE]!}${'x'.repeat(600_000)}` })).toMatchInlineSnapshot(`
      "content/guides/start.mdx:1:1 error [readable-file]
        the file has 600135 bytes; content files have at most 524288
        fix: Split it, or move what is not content elsewhere"
    `);
  });
});

describe('valid-yaml', () => {
  test('a tab as indentation', async () => {
    expect(await words(edited(SERVICE, '    supported', '\tsupported'))).toMatchInlineSnapshot(`
      "content/services/tiny-service/service.yaml:10:1 error [valid-yaml]
        a tab indents the line, which YAML does not allow
        fix: Indent with two spaces a level
      content/services/tiny-service/service.yaml:11:23 error [valid-yaml]
        not valid YAML: Nested mappings are not allowed in compact mappings
        fix: Put text that contains ": " into quotes"
    `);
  });
  test('a key that is there twice', async () => {
    expect(await words(edited(ROLE, 'summary: Keeps', 'name: Again\nsummary: Keeps'))).toMatchInlineSnapshot(`
      "content/roles/network-team.yaml:3:1 error [valid-yaml]
        the key is in the file twice
        fix: Keep one of the two"
    `);
  });
  test('wrong indentation', async () => {
    expect(await words(edited(SERVICE, '    enabledByDefault', '   enabledByDefault'))).toMatchInlineSnapshot(`
      "content/services/tiny-service/service.yaml:11:1 error [valid-yaml]
        the indentation does not fit the lines around it
        fix: Indent with two spaces a level"
    `);
  });
  test('an alias', async () => {
    expect(await words(edited(ROLE, 'upstreamNames: [Network Team]', 'upstreamNames: &names [Network Team]'))).toMatchInlineSnapshot(`
      "content/roles/network-team.yaml:2:23 error [valid-yaml]
        anchors and aliases are not allowed: a reviewer has to see each value where it stands
        fix: Write the value out"
    `);
  });
  test('text with a colon and no quotes', async () => {
    expect(await words(edited(ROLE, 'Keeps the network.', 'Keeps: the network.'))).toMatchInlineSnapshot(`
      "content/roles/network-team.yaml:3:10 error [valid-yaml]
        not valid YAML: Nested mappings are not allowed in compact mappings
        fix: Put text that contains ": " into quotes"
    `);
  });
  test('frontmatter without an end, and without a start', async () => {
    expect(await words(edited(GUIDE, '\n---\n', '\n'))).toMatchInlineSnapshot(`
      "content/guides/start.mdx:1:1 error [valid-yaml]
        the frontmatter has no end
        fix: Close it with a line "---""
    `);
    expect(await words(edited(GUIDE, /^---\n/, ''))).toMatchInlineSnapshot(`
      "content/guides/start.mdx:1:1 error [valid-yaml]
        the file has no frontmatter
        fix: Start it with a line "---", the fields, and another line "---""
    `);
  });
  test('a line that another reader would take for the end of the frontmatter', async () => {
    expect(await words(edited(GUIDE, 'order: 1', 'order: 1\n--- # not yet'))).toMatchInlineSnapshot(`
      "content/guides/start.mdx:5:1 error [valid-yaml]
        a line of the frontmatter starts with "---", which could be read as its end
        fix: Delete the line, or close the frontmatter with "---" alone"
    `);
  });
  test('brackets that nest without end', async () => {
    expect(await words(edited(ROLE, '[Network Team]', `${'['.repeat(20_000)}`))).toMatchInlineSnapshot(`
      "content/roles/network-team.yaml:2:66 error [valid-yaml]
        brackets are nested more than 50 deep
        fix: Content needs five levels at most"
    `);
  });
});

describe('schema', () => {
  test('a closed word is misspelled', async () => {
    expect(await words(edited(SERVICE, 'responsibility: customer', 'responsibility: custmer'))).toMatchInlineSnapshot(`
      "content/services/tiny-service/service.yaml:12:21 error [schema]
        "custmer" is not a value of "responsibility"; use customer, shared, microsoft or not-applicable
        fix: Did you mean "customer"?"
    `);
  });
  test('a field is unknown', async () => {
    expect(await words(edited(ROLE, 'duties:', 'dutys:'))).toMatchInlineSnapshot(`
      "content/roles/network-team.yaml:4:1 error [schema]
        unknown field "dutys"; the fields here are name, upstreamNames, summary, duties or reference
        fix: Did you mean "duties"?"
    `);
  });
  test('a field is missing', async () => {
    expect(await words(edited(SERVICE, '    responsibility: customer\n', ''))).toMatchInlineSnapshot(`
      "content/services/tiny-service/service.yaml:9:3 error [schema]
        the field "responsibility" is missing
        fix: Add it; use customer, shared, microsoft or not-applicable"
    `);
  });
  test('a value has the wrong kind', async () => {
    expect(await words(edited(GUIDE, 'order: 1', 'order: first'))).toMatchInlineSnapshot(`
      "content/guides/start.mdx:4:8 error [schema]
        "order" "first" is not a number
        fix: Write a number"
    `);
    expect(await words(edited(SERVICE, 'supported: true', "supported: 'true'"))).toMatchInlineSnapshot(`
      "content/services/tiny-service/service.yaml:10:16 error [schema]
        "true" is text, and "supported" is not; use true, false or not-applicable
        fix: Write true without quotes"
    `);
    expect(await words(edited(CONTROL, "['14.1']", '[14.1]'))).toMatchInlineSnapshot(`
      "content/controls/NS-2.mdx:6:14 error [schema]
        "cis-v7.1" "14.1" is not text
        fix: Put it into quotes: '14.1'"
    `);
  });
  test('an address is none', async () => {
    expect(await words(edited(ROLE, 'https://learn', 'learn'))).toMatchInlineSnapshot(`
      "content/roles/network-team.yaml:7:8 error [schema]
        "url" "learn.microsoft.com/azure/teams" is not an address; use https://host/path
        fix: Did you mean "https://.microsoft.com/azure/teams"?"
    `);
  });
  test('forty mistakes give forty findings', async () => {
    const entries = Array.from(
      { length: 40 },
      (_, index) => `  feature-${index}:\n    supported: ture\n    enabledByDefault: false\n    responsibility: customer\n`,
    ).join('');
    expect(await findingsAfter({ [SERVICE]: SMALL[SERVICE]!.replace(/entries:[^]*/, `entries:\n${entries}`) })).toHaveLength(40);
  });
});

describe('known-file', () => {
  test('a file that belongs to no collection', async () => {
    expect(await words({ 'content/controls/notes.txt': 'x' })).toMatchInlineSnapshot(`
      "content/controls/notes.txt:1:1 error [known-file]
        no collection takes this file; content holds controls/<ID>.mdx, features/<slug>.mdx, services/<slug>/service.yaml, services/<slug>/<feature>.mdx, roles/<slug>.yaml, frameworks/<id>.yaml, guides/<slug>.mdx or glossary.yaml
        fix: Move, rename or delete it"
    `);
  });
  test('a file whose name is no id', async () => {
    expect(await words({ 'content/controls/ns2.mdx': SMALL[CONTROL]!.replace('Secure cloud', 'Other') })).toMatchInlineSnapshot(`
      "content/controls/ns2.mdx:1:1 error [known-file]
        the file's name "ns2" is not a control id; use two capital letters, a hyphen and a number, such as NS-2
        fix: Rename the file"
    `);
  });
});

describe('known-ids', () => {
  test('a role, a control, a feature and a requirement that do not exist', async () => {
    expect(
      await words({
        ...edited(CONTROL, 'network-team', 'netwrok-team'),
        ...edited(FEATURE, 'control: NS-2', 'control: NS-3'),
        ...edited(SERVICE, '  private-access:', '  private-acess:'),
      }),
    ).toMatchInlineSnapshot(`
      "content/controls/NS-2.mdx:4:9 error [known-ids]
        no role is called "netwrok-team"; use network-team
        fix: Did you mean "network-team"?
      content/features/private-access.mdx:3:10 error [known-ids]
        no control is called "NS-3"; use NS-2
        fix: Did you mean "NS-2"?
      content/services/tiny-service/private-access.mdx:1:1 error [known-ids]
        Azure Tiny Service has no entry "private-access" that this prose could belong to
        fix: Did you mean private-acess.mdx?
      content/services/tiny-service/service.yaml:9:3 error [known-ids]
        no feature is called "private-acess"; use private-access
        fix: Did you mean "private-access"?"
    `);
    expect(await words(edited(CONTROL, "'14.1'", "'14.11'"))).toMatchInlineSnapshot(`
      "content/controls/NS-2.mdx:6:14 error [known-ids]
        no requirement of cis-v7.1 is called "14.11"; use 14.1, 14.2
        fix: Did you mean "14.1"?"
    `);
  });
  test('prose for a service that has no facts', async () => {
    expect(await words({ 'content/services/tiny-servce/private-access.mdx': SMALL[GUIDANCE]! })).toMatchInlineSnapshot(`
      "content/services/tiny-servce/private-access.mdx:1:1 error [known-ids]
        the folder "tiny-servce" has no service.yaml
        fix: Did you mean content/services/tiny-service/?"
    `);
  });
  test('a role whose file is broken is no unknown role', async () => {
    const findings = await findingsAfter(edited(ROLE, 'duties:', 'dutys:'));
    expect(findings.map(({ rule }) => rule)).toEqual(['schema']);
  });
  test('a control of a domain that does not exist', async () => {
    expect(await words({ 'content/controls/XX-1.mdx': SMALL[CONTROL]!.replace('Secure cloud', 'Other') })).toMatchInlineSnapshot(`
      "content/controls/XX-1.mdx:1:1 error [known-ids]
        no domain is called "XX"; use NS, IM, PA, DP, AM, LT, IR, PV, ES, BR, DS, GS
        fix: Rename the file"
    `);
  });
});

describe('unique-ids', () => {
  test('two features with one code', async () => {
    expect(await words({ 'content/features/second.mdx': SMALL[FEATURE]!.replace('name: Private access', 'name: Second') }))
      .toMatchInlineSnapshot(`
        "content/features/private-access.mdx:4:7 error [unique-ids]
          the feature code "PA" is also at content/features/second.mdx:4:7; each occurs once
          fix: Choose another
        content/features/second.mdx:4:7 error [unique-ids]
          the feature code "PA" is also at content/features/private-access.mdx:4:7; each occurs once
          fix: Choose another"
      `);
  });
  test('one page cited twice', async () => {
    expect(await words(edited(GUIDANCE, /( {2}- title.*\n.*\n)/, '$1$1'))).toMatchInlineSnapshot(`
      "content/services/tiny-service/private-access.mdx:7:10 error [unique-ids]
        the reference "https://learn.microsoft.com/azure/private-link/private-endpoint-overview" is also at content/services/tiny-service/private-access.mdx:9:10; each occurs once
        fix: Delete one of the two
      content/services/tiny-service/private-access.mdx:9:10 error [unique-ids]
        the reference "https://learn.microsoft.com/azure/private-link/private-endpoint-overview" is also at content/services/tiny-service/private-access.mdx:7:10; each occurs once
        fix: Delete one of the two"
    `);
  });
  test('two terms with one spelling', async () => {
    expect(
      await words({
        [GLOSSARY]: `${SMALL[GLOSSARY]!}${SMALL[GLOSSARY]!.replace('private-endpoint:', 'other:').replace('term: private endpoint', 'term: endpoint')}`,
      }),
    ).toMatchInlineSnapshot(`
      "content/glossary.yaml:3:10 error [unique-ids]
        the name of a glossary term "private endpoints" is also at content/glossary.yaml:9:10; each occurs once
        fix: Choose another
      content/glossary.yaml:9:10 error [unique-ids]
        the name of a glossary term "private endpoints" is also at content/glossary.yaml:3:10; each occurs once
        fix: Choose another"
    `);
  });
});

describe('safe-mdx', () => {
  test.each([
    ['import', 'import fs from "node:fs"'],
    ['export', 'export const x = 1'],
    ['an expression', 'Two and {1 + 1}.'],
    ['HTML', '<script>alert(1)</script>'],
    ['a component', '<Card {...props} />'],
    ['javascript:', '[Open](javascript:alert(1))'],
    ['data:', '[Open](data:text/html,x)'],
    ['a picture from elsewhere', '![Map](https://example.org/map.png)'],
    ['a lone brace', 'A } brace'],
    ['a lone angle', 'a < b and <c'],
    ['a footnote', 'Text[^1]\n\n[^1]: Note'],
  ])('%s is refused', async (_name, text) => {
    expect(await words(inGuide(text))).toMatchSnapshot();
  });
  test('signs in backticks, escaped signs and code blocks are text', async () => {
    expect(await words(inGuide('Write `{x}` and `<b>`, \\{ and \\<.\n\n```html\n<script>{x}</script>\n```'))).toBe('');
  });
});

describe('links', () => {
  test('a page that does not exist', async () => {
    expect(await words(inGuide('See [private access](/features/privat-access/).'))).toMatchInlineSnapshot(`
      "content/guides/start.mdx:9:5 error [links]
        no page has the address "/features/privat-access/"
        fix: Did you mean "/features/private-access/"?"
    `);
  });
  test('an anchor that does not exist', async () => {
    expect(await words(inGuide('See [private endpoint](/glossary/#privat-endpoint) and [above](#the-frist-step).'))).toMatchInlineSnapshot(`
      "content/guides/start.mdx:9:5 error [links]
        /glossary/ has no anchor "privat-endpoint"
        fix: Did you mean "#private-endpoint"?
      content/guides/start.mdx:9:56 error [links]
        no heading of this file has the anchor "#the-frist-step"
        fix: Did you mean "#the-first-step"?"
    `);
  });
  test('an address without its last slash', async () => {
    expect(await words(inGuide('See [the control](/controls/NS-2).'))).toMatchInlineSnapshot(`
      "content/guides/start.mdx:9:5 error [links]
        the address "/controls/NS-2" lacks the slash at its end
        fix: Use "/controls/NS-2/""
    `);
  });
  test('a bare address, a link called "here", a picture without text', async () => {
    expect(await words(inGuide('See https://example.org/x or [here](https://example.org).'))).toMatchInlineSnapshot(`
      "content/guides/start.mdx:9:5 error [links]
        the bare address "https://example.org/x" tells readers nothing
        fix: Give it a text: [What is there](https://…)
      content/guides/start.mdx:9:30 error [links]
        the link text "here" does not say where it leads
        fix: Use the name of the page"
    `);
  });
});

describe('headings', () => {
  test('a heading that the kind of file does not have', async () => {
    expect(await words(edited(CONTROL, '## Why it matters', '## Why'))).toMatchInlineSnapshot(`
      "content/controls/NS-2.mdx:12:1 error [headings]
        the heading "Why it matters" is missing; this kind of file has "Why it matters", "What good looks like"
        fix: Add "## Why it matters" and what belongs under it
      content/controls/NS-2.mdx:13:1 error [headings]
        "Why" is not a heading of this kind of file; it has "Why it matters", "What good looks like"
        fix: Use ### below one of them, or rename it"
    `);
  });
  test('a first-level heading, a skipped level, a doubled heading, a sign at the end', async () => {
    expect(await words(inGuide('# Title\n\nText.\n\n#### Deep\n\nText.\n\n## The first step\n\nText.\n\n## So:\n\nText.')))
      .toMatchInlineSnapshot(`
      "content/guides/start.mdx:9:1 error [headings]
        the page has its # heading already: the title
        fix: Use ##
      content/guides/start.mdx:13:1 error [headings]
        the heading is at level 4 under one at level 1; a level is skipped
        fix: Use ##
      content/guides/start.mdx:17:1 error [headings]
        the heading "The first step" is there already, and an anchor can lead to one only
        fix: Choose another heading, or join the two parts
      content/guides/start.mdx:21:1 error [headings]
        the heading "So:" ends with ":"
        fix: Delete the sign"
    `);
  });
  test('the section of another action than the facts give', async () => {
    expect(await words(edited(GUIDANCE, '## Configure', '## Verify'))).toMatchInlineSnapshot(`
      "content/services/tiny-service/private-access.mdx:9:1 error [headings]
        the heading "Configure" is missing; this kind of file has "What Tiny Service does", "Configure", "Confirm", "Limits" (if needed)
        fix: Add "## Configure" and what belongs under it
      content/services/tiny-service/private-access.mdx:14:1 error [headings]
        "Verify" is not a heading of this kind of file; it has "What Tiny Service does", "Configure", "Confirm", "Limits" (if needed)
        fix: The facts make this an entry to configure: use "## Configure""
    `);
  });
  test('nothing under a heading', async () => {
    expect(await words(edited(GUIDANCE, 'Look it up.\n', ''))).toMatchInlineSnapshot(`
      "content/services/tiny-service/private-access.mdx:18:1 error [headings]
        there is nothing under "Confirm"
        fix: Write it, or delete the heading"
    `);
  });
});

describe('terms', () => {
  test('an old name', async () => {
    expect(await words(inGuide('Sign in with Azure\nAD or AAD, not a whitelist.'))).toMatchInlineSnapshot(`
      "content/guides/start.mdx:9:14 error [terms]
        "Azure AD" is not how we say it: the product was renamed in 2023
        fix: Say "Microsoft Entra ID"
      content/guides/start.mdx:10:7 error [terms]
        "AAD" is not how we say it: the product was renamed in 2023
        fix: Say "Microsoft Entra ID"
      content/guides/start.mdx:10:18 error [terms]
        "whitelist" is not how we say it: the word says what the list does
        fix: Say "allowlist""
    `);
  });
  test('an old name that is spoken about, or stands in code', async () => {
    expect(await words(inGuide('Microsoft Entra ID was formerly Azure AD. Run `az ad` for `Azure AD`.'))).toBe('');
  });
  test('upstream’s own titles keep their words', async () => {
    expect(await words(edited(FEATURE, 'name: Private access', 'name: Azure AD Authentication'))).toBe('');
  });
});

describe('spelling', () => {
  test('a word that is none', async () => {
    expect(await words(inGuide('You recieve a mesage.'))).toMatchInlineSnapshot(`
      "content/guides/start.mdx:9:5 error [spelling]
        "recieve" is not a word that the dictionary or the project's list knows
        fix: Did you mean "receive", "relieve" or "received"? If it is right, add it to scripts/checks/words.txt
      content/guides/start.mdx:9:15 error [spelling]
        "mesage" is not a word that the dictionary or the project's list knows
        fix: Did you mean "menage", "metage" or "message"? If it is right, add it to scripts/checks/words.txt"
    `);
  });
  test('in a field', async () => {
    expect(await words(edited(ROLE, 'Keeps the network.', 'Kepes the network.'))).toMatchInlineSnapshot(`
      "content/roles/network-team.yaml:3:10 error [spelling]
        "Kepes" is not a word that the dictionary or the project's list knows
        fix: Did you mean "keeps", "kepis" or "ekes"? If it is right, add it to scripts/checks/words.txt"
    `);
  });
  test('commands, properties, hosts, sizes and acronyms are no words', async () => {
    expect(
      await words(inGuide('Set encryption.keySource to Microsoft.Keyvault with nslookup, a /24, 11 VMs and publicNetworkAccess.')),
    ).toBe('');
  });
});

describe('sentences', () => {
  test('one that no one reads to its end is a warning', async () => {
    expect(await words(inGuide(`${'You wait and '.repeat(15)}wait.`))).toMatchInlineSnapshot(`
      "content/guides/start.mdx:9:1 warning [sentences]
        the sentence "You wait and You wait and …" has 46 words; 40 are the limit
        fix: Make two of it"
    `);
  });
});

describe('glossary', () => {
  test('a term that nothing uses is a warning', async () => {
    expect(
      await words({
        [GLOSSARY]: `${SMALL[GLOSSARY]!}unused:\n  term: teapot\n  also: []\n  meaning: A pot.\n  url: https://example.org/pot\n  link: false\n`,
      }),
    ).toMatchInlineSnapshot(`
      "content/glossary.yaml:7:1 warning [glossary]
        nothing in the content uses the term "teapot"
        fix: Use it, add the spelling that is used to "also", or delete the term"
    `);
  });
});
