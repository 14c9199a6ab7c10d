import type { Action } from '../../schemas/vocabulary.ts';

/** One shape an action, drawn on a 16 × 16 grid, so that an action is told without its colour. */
export const GLYPHS: Readonly<Record<Action, string>> = {
  configure: 'M2 2h12v12H2z',
  verify: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1m-1.2 9.9 5-5-1.4-1.4-3.6 3.6L5.3 6.6 3.9 8z',
  inherit: 'M8 1l7 7-7 7-7-7zM8 4.2 4.2 8 8 11.8 11.8 8z',
  compensate: 'M8 1l7.5 14H.5zM7.2 6v4.5h1.6V6zm0 5.5v1.6h1.6v-1.6z',
  none: 'M2 7h12v2H2z',
};
