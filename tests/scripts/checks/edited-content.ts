import { expect } from 'vitest';
import type { ControlData } from '../../../schemas/control.ts';
import { controlSchema } from '../../../schemas/control.ts';
import { featureSchema, type FeatureData } from '../../../schemas/feature.ts';
import { guidanceSchema, type GuidanceData } from '../../../schemas/guidance.ts';
import { serviceSchema, type ServiceData } from '../../../schemas/service.ts';
import type { Content } from '../../../scripts/content/read-content.ts';
import { readSource } from '../../../scripts/content/source-file.ts';
import type { ContentRecord } from '../../../src/catalog/records.ts';

/** The content as it would be read if one of its files had another text. */
export function withText(content: Content, file: string, text: string): Content {
  const { source, findings } = readSource(file, Buffer.from(text));
  expect(findings).toEqual([]);
  const { records } = content;
  const replaced = <T>(list: readonly ContentRecord<T>[], data: () => T): ContentRecord<T>[] =>
    list.map((record) => (record.file === file ? { ...record, data: data() } : record));
  return {
    ...content,
    sources: new Map([...content.sources, [file, source!]]),
    records: {
      ...records,
      services: replaced<ServiceData>(records.services, () => serviceSchema.parse(source!.value)),
      controls: replaced<ControlData>(records.controls, () => controlSchema.parse(source!.value)),
      features: replaced<FeatureData>(records.features, () => featureSchema.parse(source!.value)),
      guidance: replaced<GuidanceData>(records.guidance, () => guidanceSchema.parse(source!.value)),
    },
  };
}

/** A text with one line replaced; lines count from 1. */
export function withLine(text: string, line: number, change: (line: string) => string): string {
  const lines = text.split('\n');
  const before = lines[line - 1]!;
  lines[line - 1] = change(before);
  expect(lines[line - 1]).not.toBe(before);
  return lines.join('\n');
}

/** The content with only these services, and a lock that knows no others: the same comparison, quickly. */
export function withServices(content: Content, slugs: readonly string[]): Content {
  const { records } = content;
  const kept = (id: string): boolean => slugs.includes(id.split('/')[0]!);
  return {
    ...content,
    files: content.files.filter((file) => !file.startsWith('content/services/') || kept(file.split('/')[2]!)),
    records: {
      ...records,
      services: records.services.filter(({ id }) => kept(id)),
      guidance: records.guidance.filter(({ id }) => kept(id)),
      lock: { ...records.lock, services: Object.fromEntries(Object.entries(records.lock.services).filter(([id]) => kept(id))) },
    },
  };
}
