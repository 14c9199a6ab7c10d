import { progressOf, type Standing } from '../checklists/standing.ts';
import type { Row } from './checklist-rows.ts';
import type { PackInfo } from '../site/pack.ts';
import { drawBar, inWords } from './checklist-words.ts';
import { element, one } from './dom.ts';

/** How far each part of a list is: its domains, its roles, and its services where there are several. */
export function showParts(rows: readonly Row[], info: PackInfo, standingOf: (row: Row) => Standing): void {
  const parts = [...new Set(rows.map((row) => row.part))].map((part) => ({
    name: one('h2', part).textContent,
    rows: rows.filter((row) => row.part === part),
  }));
  const roles = info.roles.map(({ id, name }) => ({ name, rows: rows.filter((row) => row.item.roles.includes(id)) }));
  const services =
    info.services.length < 2 ? [] : info.services.map(({ id, name }) => ({ name, rows: rows.filter((row) => row.item.service === id) }));
  one('[data-progress-rows]').replaceChildren(
    ...[...parts, ...roles, ...services].map(({ name, rows: own }) => {
      const progress = progressOf(own.map(standingOf));
      const bar = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
      for (const [attribute, value] of Object.entries({
        class: 'progress__bar',
        viewBox: '0 0 100 6',
        preserveAspectRatio: 'none',
        'aria-hidden': 'true',
      })) {
        bar.setAttribute(attribute, value);
      }
      drawBar(bar, progress);
      return element('tr', {}, element('th', { scope: 'row' }, name), element('td', {}, bar), element('td', {}, inWords(progress)));
    }),
  );
}
