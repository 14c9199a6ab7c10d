import type { Problems } from './parse-record.ts';

/** A file that cannot be taken, and everything that is wrong with it. */
export class NotAnAssessment extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const SHOWN_PROBLEMS = 12;

export class ProblemList implements Problems {
  readonly found: string[] = [];
  add(place: string, problem: string): undefined {
    this.found.push(place === '' ? problem : `${place} ${problem}`);
  }
  /** @throws NotAnAssessment with the first of them, where there are any */
  throwIfAny(): void {
    const more = this.found.length - SHOWN_PROBLEMS;
    if (this.found.length > 0)
      throw new NotAnAssessment([...this.found.slice(0, SHOWN_PROBLEMS), ...(more > 0 ? [`… and ${more} more`] : [])]);
  }
}
