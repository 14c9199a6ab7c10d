import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { dateSchema } from '../schemas/common.ts';
import { crosscheck } from './checks/crosscheck.ts';
import { comparePolicies } from './checks/crosscheck-policies.ts';
import { summaryOf } from './checks/crosscheck-summary.ts';
import { hasErrors } from './checks/run-checks.ts';
import { readContent } from './content/read-content.ts';
import type { Finding } from './finding.ts';
import { ROOT } from './site/project.ts';
import { green, plural, red } from './site/say.ts';
import { printFindings, progress, runCommand, today, UsageError } from './upstream/command.ts';
import { readUpstream } from './upstream/read-upstream.ts';

/** Compares every fact of the content with upstream's. Writes nothing. */
const USAGE = `npm run crosscheck [-- --upstream DIR|FILE…] [--azure-policy DIR] [--date YYYY-MM-DD]

  --upstream      workbooks, or folders of them; without it, content/upstream.lock.json stands for them
  --azure-policy  a folder of Azure Policy definitions, to compare the policies of services with
  --date          the day to judge review dates by; today where it is not given`;

await runCommand(USAGE, async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      upstream: { type: 'string', multiple: true },
      'azure-policy': { type: 'string' },
      date: { type: 'string', default: today() },
    },
  });
  if (positionals.length > 0) throw new UsageError(`"${positionals[0]}" is not expected; workbooks come after --upstream`);
  const date = dateSchema.safeParse(values.date);
  if (!date.success) throw new UsageError(`"${values.date}" ${date.error.issues[0]!.message}`);
  const policyFolder = values['azure-policy'];
  if (policyFolder !== undefined && !statSync(policyFolder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`--azure-policy: "${policyFolder}" is no folder`);

  const content = readContent(ROOT);
  const findings: Finding[] = [...content.findings];
  const { lock } = content.records;
  const shown = progress();
  const fresh = values.upstream && (await readUpstream(values.upstream, shown));
  shown.done();
  findings.push(...(fresh?.findings ?? []));
  // What one file lacks is unread; what a folder that holds the benchmark lacks is missing.
  const whole = fresh === undefined || (fresh.benchmark !== undefined && !hasErrors(fresh.findings));
  const compared = crosscheck(content, { upstream: fresh ?? lock, ...(fresh ? { lock } : {}), whole, today: date.data });
  findings.push(...compared.differences, ...compared.notes);
  if (policyFolder !== undefined) findings.push(...comparePolicies(content, policyFolder));

  printFindings(findings, (file) =>
    existsSync(path.join(ROOT, file)) && !file.endsWith('.json') ? readFileSync(path.join(ROOT, file), 'utf8') : undefined,
  );
  for (const line of summaryOf(compared.differences)) console.log(line);
  const said = fresh ?? lock;
  const rows = Object.values(said.services).reduce((sum, service) => sum + service.rows.length, 0);
  const scope = `${plural(Object.keys(said.services).length, 'service')}, ${plural(rows, 'row')}, ${plural(Object.keys(said.benchmark?.controls ?? {}).length, 'control')}`;
  const source = fresh ? plural(fresh.files, 'workbook') : `the lock of ${lock.readOn}`;
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  console.log(
    errors === 0
      ? `${green('0 unexplained differences')} from ${source}: ${scope}`
      : `${red(`${plural(compared.differences.length, 'unexplained difference')}, ${plural(errors, 'error')}`)} against ${source}: ${scope}`,
  );
  return errors === 0;
});
