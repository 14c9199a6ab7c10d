import { github } from './github.ts';
import { json } from './json.ts';
import { lines } from './lines.ts';
import type { Reporter } from './reporter.ts';
import { sarif } from './sarif.ts';
import { terminal } from './terminal.ts';

export const REPORTERS: readonly Reporter[] = [terminal, lines, github, json, sarif];
