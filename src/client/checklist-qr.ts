import { qrPath } from '../checklists/qr.ts';

/** Draws the code of an address into an SVG that is there; an address too long for a code is left to be typed. */
export function drawCode(svg: SVGSVGElement, address: string): void {
  let code = { size: 0, path: '' };
  try {
    code = qrPath(address);
  } catch {
    // The paper then has the address alone.
  }
  svg.toggleAttribute('hidden', code.size === 0);
  svg.setAttribute('viewBox', `0 0 ${code.size} ${code.size}`);
  svg.setAttribute('aria-label', `QR code of ${address}`);
  svg.querySelector('path')!.setAttribute('d', code.path);
}
