import { dev } from 'astro';
import { checkPlugin } from './dev/check-plugin.ts';
import { ROOT } from './site/project.ts';
import { explainServeError } from './site/serve-command.ts';
import { portFrom } from './site/static-server.ts';

/** `npm run dev`: the site while one writes, with the findings of the check beside it. */
process.env.ASTRO_TELEMETRY_DISABLED = '1';
process.env.ASTRO_DISABLE_UPDATE_CHECK = 'true';
try {
  await dev({ root: ROOT, server: { port: portFrom(process.env.PORT) }, vite: { plugins: [checkPlugin({ root: ROOT })] } });
} catch (error) {
  process.exitCode = explainServeError(error);
}
