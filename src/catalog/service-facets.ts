import { HOST_ACCESS } from '../../schemas/vocabulary.ts';
import type { Service } from './model.ts';
import { byText } from './order.ts';

/** A filter over any kind of item; what the component Filters shows. */
export interface FacetOf<T> {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly count: number }[];
  valuesOf(item: T): readonly string[];
}

/** A word in an address: "AI+ML" and "Developer Tools" become ai-ml and developer-tools. */
export const wordInAddress = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

const YES_NO = [
  { value: 'true', label: 'Yes' },
  { value: 'false', label: 'No' },
  { value: 'unknown', label: 'Not stated' },
];

/** The filters of a list of services: what the workbooks' security profiles say. Only options that some service has. */
export function serviceFacets(services: readonly Service[]): FacetOf<Service>[] {
  const facet = (
    name: string,
    label: string,
    words: readonly { readonly value: string; readonly label: string }[],
    valuesOf: (service: Service) => readonly string[],
  ): FacetOf<Service> => ({
    name,
    label,
    valuesOf,
    options: words.flatMap(({ value, label: optionLabel }) => {
      const count = services.filter((service) => valuesOf(service).includes(value)).length;
      return count === 0 ? [] : [{ value, label: optionLabel, count }];
    }),
  });
  const categories = [...new Set(services.flatMap((service) => service.profile.categories))].sort(byText);
  return [
    facet(
      'category',
      'Category',
      [...categories.map((category) => ({ value: wordInAddress(category), label: category })), { value: 'none', label: 'Not stated' }],
      ({ profile }) => (profile.categories.length === 0 ? ['none'] : profile.categories.map(wordInAddress)),
    ),
    facet('host', 'Customer access to the host', [...HOST_ACCESS, { value: 'unknown', label: 'Not stated' }], ({ profile }) => [
      profile.hostAccess,
    ]),
    facet('vnet', 'Deployable into your virtual network', YES_NO, ({ profile }) => [String(profile.deployableInVirtualNetwork)]),
    facet('content', 'Stores customer content at rest', YES_NO, ({ profile }) => [String(profile.storesContentAtRest)]),
  ];
}

/** `data-category="iot" data-host="no-access" …`: what the filters in the browser read. */
export const facetAttributes = <T>(facets: readonly FacetOf<T>[], item: T): Record<string, string> =>
  Object.fromEntries(facets.map((facet) => [`data-${facet.name}`, facet.valuesOf(item).join(' ')]));
