import type { Action } from '../../schemas/vocabulary.ts';

/** One letter a state keeps 4,130 cells small; page, script and stylesheet agree on them here. */
export const CELL_CLASS: Readonly<Record<Action, string>> = { configure: 'c', verify: 'v', inherit: 'i', compensate: 'x', none: 'n' };

export const NOT_STATED = 'Not stated';
