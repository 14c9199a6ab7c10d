import { qrPath } from '../checklists/qr.ts';

/** Draws the code of an address into an SVG that is there. */
export function drawCode(svg: SVGSVGElement, address: string): void {
  const { size, path } = qrPath(address);
  svg.setAttribute('viewBox', `0 0 ${size} ${size}`);
  svg.setAttribute('aria-label', `QR code of ${address}`);
  svg.querySelector('path')!.setAttribute('d', path);
}
