import { bold, red } from './say.ts';
import { PortTaken, serve, type ServeOptions } from './static-server.ts';

/** Serves until interrupted, and says where. */
export async function announce(options: ServeOptions): Promise<void> {
  const server = await serve(options);
  console.log(`\nThe site is ready at ${bold(server.url)}  (Ctrl+C stops it)`);
  const stop = (): void => {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    void server.close();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
}

/** Says what stopped a command, in one line, and returns the exit code. */
export function explainServeError(error: unknown): number {
  const message =
    error instanceof PortTaken
      ? `port ${error.port} is taken. Stop the program that uses it, or take another port: PORT=${error.port + 1} npm start`
      : error instanceof Error
        ? error.message
        : String(error);
  console.error(`${red('error')} ${message}`);
  return 1;
}
