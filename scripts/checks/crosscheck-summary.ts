import { byText } from '../../src/catalog/order.ts';
import type { Difference, State } from './crosscheck-difference.ts';

const STATES: Readonly<Record<State, string>> = {
  'ours-differs': 'ours differs',
  'upstream-moved': 'upstream moved',
  'both-moved': 'both moved',
};

/** How many differences there are of each state, and of each kind in each service, control or feature. */
export function summaryOf(differences: readonly Difference[]): string[] {
  if (differences.length === 0) return [];
  const states = Object.entries(count(differences, (difference) => STATES[difference.state]));
  const width = Math.max(...differences.map((difference) => difference.subject.length));
  const subjects = [...new Set(differences.map((difference) => difference.subject))].sort(byText);
  return [
    states.map(([state, number]) => `${number} ${state}`).join(', '),
    ...subjects.map((subject) => {
      const kinds = Object.entries(
        count(
          differences.filter((difference) => difference.subject === subject),
          (difference) => difference.kind,
        ),
      );
      return `  ${subject.padEnd(width)}  ${kinds
        .sort(([a], [b]) => byText(a, b))
        .map(([kind, number]) => `${kind} ${number}`)
        .join(', ')}`;
    }),
  ];
}

function count(differences: readonly Difference[], key: (difference: Difference) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const difference of differences) counts[key(difference)] = (counts[key(difference)] ?? 0) + 1;
  return counts;
}
