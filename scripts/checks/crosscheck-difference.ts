import type { Reference } from '../../schemas/common.ts';
import type { DeviationField } from '../../schemas/vocabulary.ts';
import { factText } from '../upstream/changes.ts';
import type { Finding } from '../finding.ts';
import type { Place } from '../content/source-file.ts';
import type { DeviationLedger } from './crosscheck-deviations.ts';

/** Who moved: we, upstream since it was last read, or both. */
export type State = 'ours-differs' | 'upstream-moved' | 'both-moved';

/** A finding of the cross-check, with what its summary counts by. */
export interface Difference extends Finding {
  /** A service's slug, or a control's id. */
  readonly subject: string;
  /** What differs: a field, or `missing entry` and the like. */
  readonly kind: string;
  readonly state: State;
}

export type Value = string | boolean | readonly (string | Reference)[];

/** One fact on both sides. */
export interface Comparison {
  readonly subject: string;
  readonly file: string;
  /** Asked only where there is a difference: finding a place means walking the document. */
  readonly place: () => Place;
  /** `Azure Private Link (NS-2): "supported"`. */
  readonly label: string;
  readonly ours: Value;
  readonly now: Value;
  /** What the lock says, where `now` is from fresh workbooks. */
  readonly before?: Value | undefined;
  /** `iot-hub-….xlsx, Feature Summary, row 12, "Feature Supported"`. */
  readonly where: string;
  readonly field: DeviationField;
  readonly feature?: string;
  readonly from: 'service-workbook' | 'benchmark-workbook';
}

/** The difference between ours and upstream's, unless there is none or a deviation explains it. */
export function differenceIn(comparison: Comparison, ledger: DeviationLedger): Difference[] {
  const { subject, file, label, where, field } = comparison;
  const ours = factText(comparison.ours);
  const now = factText(comparison.now);
  if (ours === now || ledger.explains(comparison, ours, now)) return [];
  const state = stateOf(ours, now, comparison.before === undefined ? undefined : factText(comparison.before));
  return [
    {
      rule: 'crosscheck',
      severity: 'error',
      file,
      ...comparison.place(),
      subject,
      kind: field,
      state,
      ...words(state, label, ours, now, where, comparison),
    },
  ];
}

export const stateOf = (ours: string, now: string, before: string | undefined): State =>
  before === undefined || before === now ? 'ours-differs' : before === ours ? 'upstream-moved' : 'both-moved';

function words(
  state: State,
  label: string,
  ours: string,
  now: string,
  where: string,
  { before, subject, feature, from }: Comparison,
): { message: string; fix: string } {
  const values = valuesInWords(ours, now);
  const write = now.length > 100 ? 'Bring it in line with upstream' : `Write ${quote(now)}`;
  const deviate = 'or explain the difference under "deviations"';
  const adopt =
    from === 'service-workbook' ? `npm run adopt -- ${subject}${feature === undefined ? '' : ` ${feature}`} --upstream DIR` : write;
  if (state === 'ours-differs') return { message: `${label} ${values} (${where})`, fix: `${write}, ${deviate}` };
  if (state === 'upstream-moved')
    return { message: `${label}: upstream moved from ${quote(ours)} to ${quote(now)} (${where})`, fix: `${adopt}, ${deviate}` };
  return {
    message: `${label}: conflict; it is ${quote(ours)} here, and upstream went from ${quote(factText(before!))} to ${quote(now)} (${where})`,
    fix: `Decide between the two: ${write.charAt(0).toLowerCase()}${write.slice(1)}, ${deviate}`,
  };
}

/** Long lists differ in an item or two: those are named, not the lists. */
export function valuesInWords(ours: string, now: string): string {
  const [a, b] = [ours.split('; '), now.split('; ')];
  if (a.length < 4 && b.length < 4) return `is ${quote(ours)} here and ${quote(now)} upstream`;
  const lacks = b.filter((item) => !a.includes(item));
  const extra = a.filter((item) => !b.includes(item));
  return [
    lacks.length > 0 ? `lacks ${quote(lacks.join('; '))}` : '',
    extra.length > 0 ? `has ${quote(extra.join('; '))}, which upstream does not` : '',
  ]
    .filter(Boolean)
    .join(' and ');
}

export const quote = (text: string): string => `"${text.length > 160 ? `${text.slice(0, 157)}…` : text}"`;
