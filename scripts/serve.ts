import { existsSync } from 'node:fs';
import { DIST } from './site/build-site.ts';
import { basePath } from './site/project.ts';
import { announce, explainServeError } from './site/serve-command.ts';
import { portFrom } from './site/static-server.ts';

/** `npm run serve`: serves the site that was built last. */
try {
  if (!existsSync(DIST)) throw new Error('there is no built site in dist; run: npm run build');
  await announce({ folder: DIST, base: await basePath(), port: portFrom(process.env.PORT), host: process.env.HOST || undefined });
} catch (error) {
  process.exitCode = explainServeError(error);
}
