import type { Reporter } from './reporter.ts';
import { terminal } from './terminal.ts';

export const REPORTERS: readonly Reporter[] = [terminal];
