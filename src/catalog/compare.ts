import type { Action, EnabledByDefault, HostAccess, Responsibility, Support } from '../../schemas/vocabulary.ts';
import { byControlId, byText } from './order.ts';

/** What comparing needs of an entry: a part of what the API says, so that a browser can compare too. */
export interface ComparedEntry {
  readonly code: string;
  readonly control: string;
  readonly controlTitle: string;
  readonly feature: string;
  readonly featureName: string;
  readonly supported: Support;
  readonly enabledByDefault: EnabledByDefault;
  readonly responsibility: Responsibility;
  readonly action: Action;
  readonly do: string | null;
  readonly confirm: string | null;
  readonly anchor: string;
  readonly disputes: readonly unknown[];
}

export interface ComparedService {
  readonly id: string;
  readonly name: string;
  readonly profile: {
    readonly categories: readonly string[];
    readonly hostAccess: HostAccess | 'unknown';
    readonly deployableInVirtualNetwork: boolean | 'unknown';
    readonly storesContentAtRest: boolean | 'unknown';
  };
  readonly entries: readonly ComparedEntry[];
}

export type Agreement = 'differ' | 'agree' | 'nothing-to-do';

export interface ComparedRow {
  readonly feature: string;
  readonly featureName: string;
  readonly control: string;
  readonly controlTitle: string;
  readonly agreement: Agreement;
  /** One a service, in the order asked for; undefined where its workbook does not name the feature. */
  readonly cells: readonly (ComparedEntry | undefined)[];
}

export const MOST_COMPARED = 8;

const RANK: Readonly<Record<Agreement, number>> = { differ: 0, agree: 1, 'nothing-to-do': 2 };

/** Services side by side: what they answer differently first, then in the order of the benchmark. */
export function compareServices(services: readonly ComparedService[]): ComparedRow[] {
  const byFeature = services.map((service) => new Map(service.entries.map((entry) => [entry.feature, entry])));
  const features = new Map(services.flatMap((service) => service.entries.map((entry) => [entry.feature, entry] as const)));
  return [...features.values()]
    .map(({ feature, featureName, control, controlTitle }): ComparedRow => {
      const cells = byFeature.map((entries) => entries.get(feature));
      return { feature, featureName, control, controlTitle, agreement: agreementOf(cells), cells };
    })
    .sort((a, b) => RANK[a.agreement] - RANK[b.agreement] || byControlId(a.control, b.control) || byText(a.featureName, b.featureName));
}

/** Services agree on a feature if all three facts are the same: the same action can hide another answer. */
function agreementOf(cells: readonly (ComparedEntry | undefined)[]): Agreement {
  const facts = new Set(cells.map((cell) => (cell ? `${cell.supported} ${cell.enabledByDefault} ${cell.responsibility}` : 'not stated')));
  if (facts.size > 1) return 'differ';
  return cells.every((cell) => cell === undefined || cell.action === 'none') ? 'nothing-to-do' : 'agree';
}

/** The ids that an address asks for: `?s=iot-central,iot-hub`. Repeated ones count once. */
export const idsAsked = (query: string | null): string[] => [...new Set((query ?? '').split(/[,\s]+/).filter((id) => id !== ''))];

export interface Known {
  readonly id: string;
  readonly name: string;
  readonly otherNames: readonly string[];
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** The service that somebody means by what was typed; several where it fits more than one, none where it fits no one. */
export function servicesMeant<T extends Known>(services: readonly T[], typed: string): T[] {
  const asked = plain(typed);
  if (asked === '') return [];
  const names = (service: T): string[] => [service.id, service.name, ...service.otherNames].map(plain);
  const whole = services.filter((service) => names(service).includes(asked));
  if (whole.length > 0) return whole;
  const words = asked.split(' ');
  return services.filter((service) => names(service).some((name) => words.every((word) => ` ${name}`.includes(` ${word}`))));
}
