import { encode } from 'uqr';

/** A QR code as one path of an SVG, with the white border that readers need; runs of dark modules are one stroke each. */
export function qrPath(text: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  return { size, path: qrRuns(data) };
}

function qrRuns(data: readonly (readonly boolean[])[]): string {
  return data
    .flatMap((row, y) => {
      const runs: string[] = [];
      for (let x = 0; x < row.length; x += 1) {
        if (!row[x] || row[x - 1]) continue;
        let end = x;
        while (row[end]) end += 1;
        runs.push(`M${x} ${y}h${end - x}v1H${x}z`);
      }
      return runs;
    })
    .join('');
}
