import type { Deviation } from '../../schemas/common.ts';
import type { Content } from '../content/read-content.ts';
import type { Place } from '../content/source-file.ts';
import type { Finding } from '../finding.ts';
import { factText } from '../upstream/changes.ts';
import { quote, type Value } from './crosscheck-difference.ts';

interface Held {
  readonly subject: string;
  readonly file: string;
  readonly deviation: Deviation;
  place(field: keyof Deviation): Place;
  /** Set when a comparison has shown what the deviation comes to. */
  outcome?: 'explains' | 'idle' | Finding;
}

interface Asked {
  readonly subject: string;
  readonly field: Deviation['field'];
  readonly feature?: string;
  readonly from: Deviation['from'];
}

/** The deviations that the content holds: asked for each difference, and called to account at the end. */
export class DeviationLedger {
  readonly #held: Held[] = [];

  constructor({ records, sources }: Content) {
    for (const { id, file, data } of [...records.services, ...records.controls]) {
      for (const [index, deviation] of data.deviations.entries()) {
        const place = (field: keyof Deviation): Place => sources.get(file)?.placeOf(['deviations', index, field]) ?? { line: 1, column: 1 };
        this.#held.push({ subject: id, file, deviation, place });
      }
    }
  }

  /** Whether a deviation explains that `ours` is not `now`. */
  explains(asked: Asked, ours: string, now: string): boolean {
    const held = this.#find(asked);
    if (!held) return false;
    const { deviation, file } = held;
    const finding = (field: 'upstream' | 'ours', actual: string): Finding => ({
      rule: 'deviation',
      severity: 'error',
      file,
      ...held.place(field),
      message: `the deviation in "${deviation.field}" says that ${field === 'ours' ? 'we have' : 'upstream has'} ${quote(factText(deviation[field]))}; ${field === 'ours' ? 'the content has' : 'upstream has'} ${quote(actual)}`,
      fix: field === 'ours' ? 'Make the two agree' : 'Look at the difference again: change the deviation, or adopt what upstream says',
    });
    if (factText(deviation.upstream) !== now) held.outcome = finding('upstream', now);
    else if (factText(deviation.ours) !== ours) held.outcome = finding('ours', ours);
    else held.outcome = 'explains';
    return true;
  }

  /** What the deviation about this, if there is one, says that upstream says. */
  statedFor(asked: Asked): string | undefined {
    const held = this.#find(asked);
    return held && factText(held.deviation.upstream);
  }

  /** Tells that the two sides agree, so that a deviation about them has nothing to explain. */
  agree(asked: Asked): void {
    const held = this.#find(asked);
    if (held) held.outcome ??= 'idle';
  }

  /** A deviation from the published page cannot be checked against it, only against the content. */
  settlePublished(valueOf: (subject: string, deviation: Deviation) => Value | undefined): void {
    for (const held of this.#held) {
      if (held.deviation.from !== 'published-page') continue;
      const value = valueOf(held.subject, held.deviation);
      if (value === undefined) continue;
      const asked = {
        subject: held.subject,
        field: held.deviation.field,
        from: held.deviation.from,
        ...(held.deviation.feature === undefined ? {} : { feature: held.deviation.feature }),
      };
      if (factText(held.deviation.upstream) === factText(value)) held.outcome = 'idle';
      else this.explains(asked, factText(value), factText(held.deviation.upstream));
    }
  }

  /** What is wrong with the deviations themselves. `judged` says whether upstream's side of one was there to compare with. */
  findings(today: string, judged: (subject: string, deviation: Deviation) => boolean): Finding[] {
    return this.#held.flatMap((held): Finding[] => {
      const { deviation, file, outcome } = held;
      const problem = (field: keyof Deviation, message: string, fix: string): Finding => ({
        rule: 'deviation',
        severity: 'error',
        file,
        ...held.place(field),
        message,
        fix,
      });
      const name = `the deviation in "${deviation.field}"`;
      const findings: Finding[] = [];
      if (deviation.reviewBy < today) {
        findings.push(
          problem(
            'reviewBy',
            `${name} was to be looked at again by ${deviation.reviewBy}`,
            'Check its source; then move the date, or delete the deviation',
          ),
        );
      }
      if (typeof outcome === 'object') findings.push(outcome);
      else if (outcome === 'idle')
        findings.push(problem('field', `${name} is idle: upstream says the same as we do`, 'Delete the deviation'));
      else if (outcome === undefined && judged(held.subject, deviation)) {
        findings.push(
          problem('field', `${name} matches no fact that is compared`, 'Check its feature, its field and its "from", or delete it'),
        );
      }
      return findings;
    });
  }

  #find({ subject, field, feature, from }: Asked): Held | undefined {
    return this.#held.find(
      (held) =>
        held.subject === subject && held.deviation.field === field && held.deviation.feature === feature && held.deviation.from === from,
    );
  }
}
