/** Pages that show states: actions, answers, filters in force, ticks, the page one is on. */
export const TEMPLATES_WITH_STATES = [
  './',
  'services/',
  'services/iot-central/?action=configure',
  'controls/NS-2/',
  'features/azure-private-link/',
  'matrix/?category=iot&action=configure',
  'compare/?s=iot-central,iot-hub',
  'crosswalk/nist-800-53-r4/',
  'crosswalk/nist-800-53-r4/AC-4/',
  'checklists/iot-central/identity-and-key-management/',
  'guides/connect-devices-privately/',
  'upstream/',
] as const;

/** Runs in the page: the places where a state has neither a word nor a shape that forced colors leave visible. */
export function statesWithoutWords(): string[] {
  const bare: string[] = [];
  const tell = (element: Element, why: string): void => void bare.push(`${why}: ${element.outerHTML.slice(0, 140)}`);
  const visible = (element: Element): boolean => element.getClientRects().length > 0;
  for (const state of document.querySelectorAll<HTMLElement>('.badge, .state, .matrix td, .comparison td'))
    if (visible(state) && state.textContent.trim() === '') tell(state, 'no word');
  for (const badge of document.querySelectorAll('.badge'))
    if (visible(badge) && parseFloat(getComputedStyle(badge).borderTopWidth) === 0) tell(badge, 'no frame');
  // A glyph that is drawn by a mask has no color of its own once colors are forced: its background must stay.
  const paper = getComputedStyle(document.body).backgroundColor;
  for (const cell of document.querySelectorAll('.matrix td, .state')) {
    const glyph = getComputedStyle(cell, '::before');
    if (visible(cell) && glyph.content !== 'none' && ['rgba(0, 0, 0, 0)', paper].includes(glyph.backgroundColor)) tell(cell, 'no glyph');
  }
  for (const box of document.querySelectorAll<HTMLInputElement>('input[type=checkbox]'))
    if (visible(box) && getComputedStyle(box).appearance === 'none') tell(box, 'a box that the system does not draw');
  for (const here of document.querySelectorAll('[aria-current]:not(.crumbs *)')) {
    const other = here.parentElement!.parentElement!.querySelector('a:not([aria-current])');
    const lines = (element: Element): string => {
      const style = getComputedStyle(element);
      return [style.fontWeight, style.textDecorationLine, style.borderBottomWidth, style.borderBottomStyle].join();
    };
    if (other && visible(here) && lines(here) === lines(other)) tell(here, 'only a color tells the page one is on');
  }
  return bare;
}
