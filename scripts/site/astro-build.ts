import { packageBin } from './project.ts';

/**
 * How Astro is run to build. The bundler starts a thread for each core several times over, and threads that wait for work
 * still use processor time and memory of their own: for a site of this size fewer are both cheaper and as fast.
 */
export const BUILD_ENVIRONMENT = {
  ASTRO_TELEMETRY_DISABLED: '1',
  NODE_ENV: 'production',
  RAYON_NUM_THREADS: '1',
  TOKIO_WORKER_THREADS: '1',
  UV_THREADPOOL_SIZE: '2',
  // glibc keeps a heap for each thread unless told otherwise.
  MALLOC_ARENA_MAX: '1',
} as const;

/** Arguments of Node: a smaller nursery keeps the process small. */
export const buildArguments = (): string[] => ['--max-semi-space-size=8', packageBin('astro', 'bin/astro.mjs'), 'build'];
