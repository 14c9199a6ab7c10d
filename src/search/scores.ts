/**
 * Scores fall into steps, so that a better kind of match always wins: the very name; the name within a question; its words
 * in another order; a service's and a feature's name together; the beginning of a name; a name with one slip; words.
 */
export const EXACT = 1000;
export const CORE = 930;
export const SAME_WORDS = 880;
export const PAIR = 860;
export const BEGINNING = 700;
export const CORE_BEGINNING = 660;
export const ONE_SLIP = 640;
export const TWO_IN_NAME = 615;
export const WORDS = 600;
