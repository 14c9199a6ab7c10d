import type { Action, EnabledByDefault, Responsibility, Support } from '../../schemas/vocabulary.ts';

/** What an entry asks of its reader. Computed, never typed: it follows from the entry's three facts. */
export function actionOf(facts: { supported: Support; enabledByDefault: EnabledByDefault; responsibility: Responsibility }): Action {
  if (facts.supported === 'not-applicable') return 'none';
  if (facts.supported === false) return 'compensate';
  if (facts.responsibility === 'microsoft') return 'inherit';
  return facts.enabledByDefault === true ? 'verify' : 'configure';
}
