import { STATUS, statusLabel, type Status } from '../../schemas/status.ts';
import type { AnswerField, Version } from '../checklists/record.ts';
import { settled, type Progress, type Standing } from '../checklists/standing.ts';

/** How answers are told to people. */

export const STANDINGS: readonly { readonly value: Standing; readonly label: string }[] = [
  ...STATUS,
  { value: 'look-again', label: 'Look again' },
];
export const labelOf = (standing: Standing): string => STANDINGS.find((word) => word.value === standing)!.label;

const clock = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
export const timeInWords = (at: string): string => clock.format(new Date(at));
export const whoAndWhen = ({ by, at }: Pick<Version<unknown>, 'by' | 'at'>): string => `${by || 'no name given'}, ${timeInWords(at)}`;
/** Beside an answer that stands alone. */
export const signature = (said: Pick<Version<unknown>, 'by' | 'at'>): string => (said.by === '' ? timeInWords(said.at) : whoAndWhen(said));

export const shownValue = (field: AnswerField, value: string): string =>
  field === 'status' ? statusLabel(value as Status) : value === '' ? '(empty)' : value;

export function inWords(progress: Progress): string {
  const parts = STANDINGS.filter(({ value }) => value !== 'open' && progress[value] > 0).map(
    ({ value, label }) => `${progress[value]} ${label.toLowerCase()}`,
  );
  return `${settled(progress)} of ${progress.total} settled${parts.length > 0 ? `: ${parts.join(', ')}` : ''}${progress.open > 0 ? `; ${progress.open} open` : ''}`;
}

const DRAWN: readonly Standing[] = ['done', 'not-needed', 'risk-accepted', 'look-again', 'blocked', 'open'];

/** A picture of how far things are; what it shows is also said in words beside it. */
export function drawBar(svg: SVGSVGElement, progress: Progress): void {
  let x = 0;
  svg.replaceChildren(
    ...DRAWN.filter((standing) => progress[standing] > 0).map((standing) => {
      const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
      const width = (100 * progress[standing]) / progress.total;
      for (const [name, value] of Object.entries({ x, y: 0, width, height: 6, 'data-status': standing }))
        rect.setAttribute(name, String(value));
      x += width;
      return rect;
    }),
  );
}
