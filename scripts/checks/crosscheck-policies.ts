import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { foldSpace } from '../../src/catalog/upstream-text.ts';
import type { Content } from '../content/read-content.ts';
import type { Finding } from '../finding.ts';
import { factText } from '../upstream/changes.ts';
import { quote } from './crosscheck-difference.ts';

const definitionSchema = z.object({
  name: z.string(),
  properties: z.object({
    displayName: z.string(),
    version: z.string().optional(),
    metadata: z.object({ version: z.string() }),
    parameters: z.object({ effect: z.object({ allowedValues: z.array(z.string()), defaultValue: z.string() }) }),
    policyRule: z.unknown(),
  }),
});
type Definition = z.output<typeof definitionSchema>;

/** The policies of services against a folder of Azure Policy definitions (JSON, as in the azure-policy repository). */
export function comparePolicies(content: Content, folder: string): Finding[] {
  const { definitions, findings } = readDefinitions(folder);
  const listed = new Set<string>();
  for (const { file, data } of content.records.services) {
    const source = content.sources.get(file)!;
    for (const [index, policy] of data.policies.entries()) {
      listed.add(policy.id);
      const place = (field: keyof typeof policy) => source.placeOf(['policies', index, field]);
      const found = definitions.get(policy.id);
      if (!found) {
        findings.push({
          rule: 'azure-policy',
          severity: 'error',
          file,
          ...place('id'),
          message: `no definition in ${folder} has the id ${policy.id}`,
          fix: 'Check the id, or fetch the definitions again',
        });
        continue;
      }
      const { properties } = found.definition;
      const { effect } = properties.parameters;
      const facts = {
        name: foldSpace(properties.displayName),
        version: properties.metadata.version,
        effects: effect.allowedValues,
        defaultEffect: effect.defaultValue,
      };
      for (const field of ['name', 'version', 'effects', 'defaultEffect'] as const) {
        const [ours, theirs] = [factText(policy[field]), factText(facts[field])];
        if (ours === theirs) continue;
        const message = `the policy's "${field}" is ${quote(ours)} here and ${quote(theirs)} in its definition (${found.file})`;
        findings.push({ rule: 'azure-policy', severity: 'error', file, ...place(field), message, fix: `Write ${quote(theirs)}` });
      }
    }
  }
  for (const [id, { file, definition }] of definitions) {
    if (listed.has(id)) continue;
    findings.push({
      rule: 'azure-policy',
      severity: 'warning',
      file,
      line: 1,
      column: 1,
      message: `no service lists the policy ${quote(definition.properties.displayName)} (${id})`,
      fix: 'Add it to the "policies" of the service it is about',
    });
  }
  return findings;
}

function readDefinitions(folder: string): { definitions: Map<string, { file: string; definition: Definition }>; findings: Finding[] } {
  const definitions = new Map<string, { file: string; definition: Definition }>();
  const findings: Finding[] = [];
  for (const name of readdirSync(folder)
    .filter((entry) => entry.endsWith('.json'))
    .sort()) {
    const file = path.join(folder, name);
    let value: unknown;
    try {
      value = JSON.parse(readFileSync(file, 'utf8'));
    } catch (error) {
      findings.push({
        rule: 'azure-policy',
        severity: 'error',
        file,
        line: 1,
        column: 1,
        message: `not valid JSON: ${(error as Error).message}`,
        fix: 'Download the definition again',
      });
      continue;
    }
    // Initiatives lie in the same folders, and define nothing of their own.
    if (z.looseObject({ properties: z.looseObject({ policyDefinitions: z.array(z.unknown()) }) }).safeParse(value).success) continue;
    const parsed = definitionSchema.safeParse(value);
    if (parsed.success) definitions.set(parsed.data.name, { file, definition: parsed.data });
    else {
      const issue = parsed.error.issues[0]!;
      findings.push({
        rule: 'azure-policy',
        severity: 'error',
        file,
        line: 1,
        column: 1,
        message: `not a policy definition: ${issue.path.join('.')}: ${issue.message}`,
        fix: 'Name a folder of definitions',
      });
    }
  }
  return { definitions, findings };
}
