import type { PackSnapshot } from './assessment.ts';
import { CODE } from './item.ts';
import { fieldsOf, LIMITS, textOf, timeOf, type Problems } from './parse-record.ts';

export function parsePack(value: unknown, place: string, problems: Problems): PackSnapshot | undefined {
  const raw = fieldsOf(value, place, ['pack', 'title', 'at', 'version', 'items'], [], problems);
  if (!raw) return undefined;
  const pack = textOf(raw['pack'], `${place}.pack`, 4000, problems, /^[\w?&=%+./-]*$/, 'the address of a pack');
  const title = textOf(raw['title'], `${place}.title`, 1000, problems);
  const at = timeOf(raw['at'], `${place}.at`, problems);
  const version = textOf(raw['version'], `${place}.version`, 40, problems);
  const items = parsePackItems(raw['items'], `${place}.items`, problems);
  if (pack === undefined || title === undefined || at === undefined || version === undefined || items === undefined) return undefined;
  return { pack, title, at, version, items };
}

function parsePackItems(value: unknown, place: string, problems: Problems): Record<string, string> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return problems.add(place, 'is not an object of codes and digests');
  const entries = Object.entries(value as Record<string, unknown>);
  if (entries.length > LIMITS.items) return problems.add(place, `has ${entries.length} entries; ${LIMITS.items} are allowed`);
  for (const [code, digest] of entries) {
    if (!CODE.test(code)) return problems.add(place, `has "${code.slice(0, 40)}", which is no item code`);
    if (typeof digest !== 'string' || !/^[0-9a-f]{16}$/.test(digest)) return problems.add(`${place}.${code}`, 'is no digest');
  }
  return Object.fromEntries(entries) as Record<string, string>;
}
