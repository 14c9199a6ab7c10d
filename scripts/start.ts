import { buildSite, DIST } from './site/build-site.ts';
import { basePath } from './site/project.ts';
import { announce, explainServeError } from './site/serve-command.ts';
import { portFrom, reservePort } from './site/static-server.ts';

/** `npm start`: check, build, serve. */
try {
  const port = portFrom(process.env.PORT);
  const host = process.env.HOST || undefined;
  await reservePort(port, host);
  if (await buildSite()) await announce({ folder: DIST, base: await basePath(), port, host });
  else process.exitCode = 1;
} catch (error) {
  process.exitCode = explainServeError(error);
}
