import path from 'node:path';

/** What the name of a workbook's file tells. Upstream names its files by one pattern, with some dirt in it. */

const SERVICE = /^(.+?)(?:-azure-security-benchmark-v3(?:-latest)?)?-security-baseline\.xlsx$/i;
const BENCHMARK = /^azure[-_ ]security[-_ ]benchmark[-_ ]v3(?:\.0)?\.xlsx$/i;
/** Lies beside the others upstream, and is about the benchmark that came after v3. */
const OTHER_BENCHMARK = /^(?:microsoft[-_ ]cloud[-_ ]security[-_ ]benchmark|azure[-_ ]security[-_ ]benchmark[-_ ]v[12])[^/]*\.xlsx$/i;

export type WorkbookKind = 'service' | 'benchmark' | 'ignored' | 'unknown';

export function kindOf(file: string): WorkbookKind {
  const name = path.basename(file);
  if (BENCHMARK.test(name)) return 'benchmark';
  if (OTHER_BENCHMARK.test(name) || name.startsWith('~$')) return 'ignored';
  return SERVICE.test(name) ? 'service' : 'unknown';
}

/** Where the rule would make a name that stutters. */
const SLUGS: Readonly<Record<string, string>> = {
  'virtual-machines-linux-virtual-machines': 'virtual-machines-linux',
  'virtual-machines-windows-virtual-machines': 'virtual-machines-windows',
};

/** The service's id: the file's own name for it, which upstream's published page goes by as well, with its dirt removed. */
export function serviceSlug(file: string): string {
  const stem = SERVICE.exec(path.basename(file))?.[1] ?? path.basename(file).replace(/\.[^.]*$/, '');
  const slug = stem
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return Object.hasOwn(SLUGS, slug) ? SLUGS[slug]! : slug;
}
