import type { Reporter } from './reporter.ts';

export const json: Reporter = {
  name: 'json',
  describe: 'for programs: one object with all findings',
  render: ({ findings, files }) => JSON.stringify({ files, findings }, null, 2),
};
