import { expect, it } from 'vitest';
import { facetAttributes, serviceFacets, wordInAddress } from '../../../src/catalog/service-facets.ts';
import { smallCatalog } from '../../small-catalog.ts';

const { services } = smallCatalog();
const facets = serviceFacets(services);
const store = services.find((service) => service.id === 'store')!;

it('each option of a filter says how many services have it, and none is dead', () => {
  const options = facets.map((facet) => `${facet.name}: ${facet.options.map((option) => `${option.value} ${option.count}`).join(', ')}`);
  expect(options).toEqual([
    'category: ai-ml 1, iot 2, storage 1',
    'host: no-access 2, unknown 1',
    'vnet: true 1, false 2',
    'content: true 2, unknown 1',
  ]);
});

it('a service of two categories is found under both', () => {
  expect(facetAttributes(facets, store)).toEqual({
    'data-category': 'ai-ml storage',
    'data-host': 'unknown',
    'data-vnet': 'true',
    'data-content': 'unknown',
  });
});

it('two categories never share a word in the address', () => {
  const words = services.flatMap((service) => service.profile.categories).map(wordInAddress);
  expect(new Set(words).size).toBe(new Set(services.flatMap((service) => service.profile.categories)).size);
});
