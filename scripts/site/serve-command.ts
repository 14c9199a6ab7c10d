import { bold, red } from './say.ts';
import { PortTaken, serve, type ServeOptions } from './static-server.ts';

/** Who started this process; taken at once, as it may be gone by the end of a build. */
const PARENT = process.ppid;

/** Serves until interrupted, and says where. */
export async function announce(options: ServeOptions): Promise<void> {
  const server = await serve(options);
  console.log(`\nThe site is ready at ${bold(server.url)}  (Ctrl+C stops it)`);
  const stop = (): void => {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    void server.close();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  stopWithParent(stop);
}

/** A signal to `npm start` ends npm and its shell, and never reaches us: being orphaned is the sign to stop. */
function stopWithParent(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const timer = setInterval(() => {
    if (process.ppid === PARENT) return;
    clearInterval(timer);
    stop();
  }, 500);
  timer.unref();
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
