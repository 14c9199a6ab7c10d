import path from 'node:path';
import { readFileSync } from 'node:fs';
import type { Plugin, ViteDevServer } from 'vite';
import { hasErrors, runChecks, type CheckOptions } from '../checks/run-checks.ts';
import type { Finding } from '../finding.ts';
import { terminal } from '../reporters/terminal.ts';

const QUIET_PERIOD = 150;

/** Runs the checks whenever content changes: findings go to the terminal, errors into the browser's overlay too. */
export function checkPlugin(options: CheckOptions): Plugin {
  const { root } = options;
  return {
    name: 'plumbline:check',
    configureServer(server) {
      let errors: readonly Finding[] = [];
      let timer: NodeJS.Timeout | undefined;

      const check = async (): Promise<void> => {
        const run = await runChecks(options);
        console.log(`\n${terminal.render({ ...run, read: (file) => readFileSync(path.join(root, file), 'utf8') })}`);
        const before = errors.length;
        errors = hasErrors(run.findings) ? run.findings.filter((finding) => finding.severity === 'error') : [];
        if (errors.length > 0) showOverlay(server, root, errors);
        else if (before > 0) server.ws.send({ type: 'full-reload' });
      };
      const soon = (): void => {
        clearTimeout(timer);
        timer = setTimeout(() => void check().catch((error: unknown) => console.error(error)), QUIET_PERIOD);
      };

      const content = path.join(root, 'content') + path.sep;
      server.watcher.add(content);
      server.watcher.on('all', (_event, file) => {
        if (path.resolve(root, file).startsWith(content)) soon();
      });
      // A page that is opened or reloaded shows what is wrong as well.
      server.ws.on('connection', () => {
        if (errors.length > 0) showOverlay(server, root, errors);
      });
      soon();
    },
  };
}

function showOverlay(server: ViteDevServer, root: string, errors: readonly Finding[]): void {
  const first = errors[0]!;
  const file = path.join(root, first.file);
  server.ws.send({
    type: 'error',
    err: {
      name: 'npm run check',
      message: errors
        .map(({ file, line, column, message, fix }) => `${file}:${line}:${column} ${message}${fix === undefined ? '' : ` — ${fix}`}`)
        .join('\n'),
      stack: '',
      plugin: 'plumbline:check',
      id: file,
      loc: { file, line: first.line, column: first.column },
    },
  });
}
