import { GLYPHS } from '../components/glyphs.ts';
import { codeOf, titleOf, type EntryItem, type Found, type Index, type Item } from '../search/items.ts';
import { fold, tellingWords } from '../search/words.ts';
import { element, glyph } from './elements.ts';

/** How one result looks, in the dialog and on the results page. */

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** A title with the words that were typed marked. */
export function titleNodes(title: string, query: string): Node[] {
  const typed = tellingWords(query).filter((word) => word.length > 1);
  return title.split(/([^\p{L}\p{N}]+)/u).map((piece) => {
    const word = fold(piece);
    const start = word === '' ? undefined : typed.find((other) => word.startsWith(other));
    if (start === undefined || word.length !== piece.length) return document.createTextNode(piece);
    const part = document.createDocumentFragment();
    part.append(element('mark', {}, piece.slice(0, start.length)), piece.slice(start.length));
    return part;
  });
}

export function noteNodes(index: Index, found: Found, asksForServices: boolean): Node[] {
  const text = (value: string): Node[] => (value === '' ? [] : [document.createTextNode(value)]);
  switch (found.kind) {
    case 'entry':
      return entryNote(index, found as EntryItem);
    case 'feature':
      return text(featureNote(index, found as Item, asksForServices));
    case 'service':
      return text(serviceNote(index, found as Item));
    case 'control':
      return text(index.domainNames.get(found.domain) ?? '');
    case 'domain':
      return text(found.id);
    default:
      return [];
  }
}

function featureNote(index: Index, feature: Item, asksForServices: boolean): string {
  const { yes, no, all } = index.support.get(feature.id)!;
  if (asksForServices) return `${yes} of ${all} services support it, ${no} do not, for ${all - yes - no} it does not apply: the table`;
  return `${feature.control} · supported by ${yes} of ${all} services`;
}

function serviceNote(index: Index, service: Item): string {
  const entries = index.entryAt[index.services.indexOf(service)]!.flatMap((entry) => entry ?? []);
  const parts = [...index.actionLabels].flatMap(([action, label]) => {
    const count = entries.filter((entry) => entry.facts[0] === action).length;
    return count === 0 || action === 'none' ? [] : [`${count} to ${label.toLowerCase()}`];
  });
  return parts.join(' · ');
}

function entryNote(index: Index, entry: EntryItem): Node[] {
  const [action, responsibility] = entry.facts;
  const badge = element('span', { class: 'badge', 'data-action': action });
  badge.append(glyph(GLYPHS[action]));
  badge.append(index.actionLabels.get(action)!);
  const whose = responsibility === 'not-applicable' ? '' : ` Whose job: ${index.responsibilityLabels.get(responsibility)!}`;
  return [badge, document.createTextNode(whose), element('span', { class: 'code-tag' }, ` ${codeOf(entry)}`)];
}

export const titleFor = (found: Found, asksForServices: boolean): string =>
  asksForServices && found.kind === 'feature' ? `Which services support ${titleOf(found)}` : titleOf(found);
