/**
 * QR codes (ISO/IEC 18004): bytes, error correction M. Our own, as the script of a list may not be large; a test
 * holds its codes against those of the library uqr.
 */

/** Error correction bytes a block, and blocks, of versions 1 to 20 at level M: up to 666 bytes, far more than an address. */
const CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];
const BORDER = 4;

/** Modules that hold data and correction, of a version. */
function capacity(version: number): number {
  let bits = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const marks = Math.floor(version / 7) + 2;
    bits -= (25 * marks - 10) * marks - 55;
    if (version >= 7) bits -= 36;
  }
  return bits >> 3;
}

/** Multiplication in the field that the correction is computed in. */
function times(x: number, y: number): number {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((y >>> bit) & 1) * x;
  }
  return product;
}

const divisors = new Map<number, readonly number[]>();

function divisor(degree: number): readonly number[] {
  const known = divisors.get(degree);
  if (known) return known;
  const result = [...Array<number>(degree - 1).fill(0), 1];
  let root = 1;
  for (let i = 0; i < degree; i += 1) {
    for (let j = 0; j < degree; j += 1) result[j] = times(result[j]!, root) ^ (result[j + 1] ?? 0);
    root = times(root, 2);
  }
  divisors.set(degree, result);
  return result;
}

function correctionOf(data: readonly number[], by: readonly number[]): number[] {
  const rest = by.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ rest.shift()!;
    rest.push(0);
    for (let i = 0; i < by.length; i += 1) rest[i]! ^= times(by[i]!, factor);
  }
  return rest;
}

/** Data and correction in the order in which they are drawn. */
function codewords(bytes: Uint8Array, version: number): number[] {
  const [correction, blocks, all] = [CORRECTION[version - 1]!, BLOCKS[version - 1]!, capacity(version)];
  const room = all - correction * blocks;
  // Half a byte says that bytes follow, one or two say how many: so everything lies across the bounds of bytes.
  const halves = [4, ...(version < 10 ? [] : [bytes.length >> 12, (bytes.length >> 8) & 15]), (bytes.length >> 4) & 15, bytes.length & 15];
  for (const byte of bytes) halves.push(byte >> 4, byte & 15);
  halves.push(0);
  const data: number[] = [];
  for (let i = 0; i < halves.length && data.length < room; i += 2) data.push((halves[i]! << 4) | (halves[i + 1] ?? 0));
  for (let pad = 0xec; data.length < room; pad ^= 0xec ^ 0x11) data.push(pad);

  const short = Math.floor(all / blocks) - correction;
  const by = divisor(correction);
  const long = all % blocks;
  const parts = Array.from({ length: blocks }, (_, block) => {
    const own = data.splice(0, short + (block < blocks - long ? 0 : 1));
    return { own, check: correctionOf(own, by) };
  });
  const words: number[] = [];
  for (let i = 0; i <= short; i += 1) for (const { own } of parts) if (i < own.length) words.push(own[i]!);
  for (let i = 0; i < correction; i += 1) for (const { check } of parts) words.push(check[i]!);
  return words;
}

const MASKS: readonly ((x: number, y: number) => number)[] = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2,
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/** What all codes of a version share. */
interface Mould {
  readonly size: number;
  /** The modules that are the same in each code; the rest is light. */
  readonly fixed: Uint8Array;
  /** Places of the modules that hold data and correction, in the order in which they are drawn. */
  readonly places: readonly number[];
  /** The places that each mask turns over. */
  readonly masks: readonly (readonly number[])[];
}

const moulds = new Map<number, Mould>();

function mouldOf(version: number): Mould {
  const known = moulds.get(version);
  if (known) return known;
  const size = version * 4 + 17;
  const fixed = new Uint8Array(size * size);
  const taken = new Uint8Array(size * size);
  const set = (x: number, y: number, dark: number): void => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    fixed[y * size + x] = dark;
    taken[y * size + x] = 1;
  };
  const square = (x: number, y: number, reach: number, light: readonly number[]): void => {
    for (let dy = -reach; dy <= reach; dy += 1) {
      for (let dx = -reach; dx <= reach; dx += 1) set(x + dx, y + dy, light.includes(Math.max(Math.abs(dx), Math.abs(dy))) ? 0 : 1);
    }
  };

  for (let i = 0; i < size; i += 1) {
    set(6, i, 1 - (i % 2));
    set(i, 6, 1 - (i % 2));
  }
  for (const [x, y] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const) {
    square(x, y, 4, [2, 4]);
  }
  const marks = version === 1 ? 0 : Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + marks * 3 + 5) / (marks * 4 - 4)) * 2;
  const centres = Array.from({ length: marks }, (_, index) => (index === 0 ? 6 : size - 7 - (marks - 1 - index) * step));
  centres.forEach((x, i) =>
    centres.forEach((y, j) => {
      const isCorner = (i === 0 && j === 0) || (i === 0 && j === marks - 1) || (i === marks - 1 && j === 0);
      if (!isCorner) square(x, y, 2, [1]);
    }),
  );
  if (version >= 7) {
    let rest = version;
    for (let i = 0; i < 12; i += 1) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
    const bits = (version << 12) | rest;
    for (let i = 0; i < 18; i += 1) {
      const [a, b] = [size - 11 + (i % 3), Math.floor(i / 3)];
      set(a, b, (bits >>> i) & 1);
      set(b, a, (bits >>> i) & 1);
    }
  }
  drawFormat(0, size, set);

  const places: number[] = [];
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    for (let row = 0; row < size; row += 1) {
      const y = ((right + 1) & 2) === 0 ? size - 1 - row : row;
      for (const at of [y * size + right, y * size + right - 1]) if (!taken[at]) places.push(at);
    }
  }
  const masks = MASKS.map((isLight) => places.filter((at) => isLight(at % size, Math.floor(at / size)) === 0));
  const mould = { size, fixed, places, masks };
  moulds.set(version, mould);
  return mould;
}

/** Which mask a code has is told twice in it. */
function drawFormat(mask: number, size: number, set: (x: number, y: number, dark: number) => void): void {
  // Level M is 00, so the mask is all that there is to say.
  let rest = mask;
  for (let i = 0; i < 10; i += 1) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  for (let i = 0; i < 8; i += 1) {
    set(8, i < 6 ? i : i + 1, (bits >>> i) & 1);
    set(size - 1 - i, 8, (bits >>> i) & 1);
  }
  for (let i = 8; i < 15; i += 1) {
    set(i === 8 ? 7 : 14 - i, 8, (bits >>> i) & 1);
    set(8, size - 15 + i, (bits >>> i) & 1);
  }
  set(8, size - 8, 1);
}

/** A code without its border: one byte a module, row by row, 1 where dark. @throws for a text of more than 600 bytes or so */
export function qrModules(text: string): { readonly size: number; readonly modules: Uint8Array } {
  const bytes = new TextEncoder().encode(text);
  const version =
    CORRECTION.findIndex((correction, index) => capacity(index + 1) - correction * BLOCKS[index]! >= bytes.length + (index < 9 ? 2 : 3)) +
    1;
  if (version === 0) throw new Error(`${bytes.length} bytes are too many for a QR code`);
  const { size, fixed, places, masks } = mouldOf(version);
  const words = codewords(bytes, version);
  const plain = fixed.slice();
  places.forEach((at, bit) => (plain[at] = ((words[bit >> 3] ?? 0) >>> (7 - (bit & 7))) & 1));

  let best = plain;
  let least = Infinity;
  masks.forEach((turned, mask) => {
    const modules = plain.slice();
    for (const at of turned) modules[at]! ^= 1;
    drawFormat(mask, size, (x, y, dark) => (modules[y * size + x] = dark));
    const found = penalty(modules, size, least);
    if (found < least) [best, least] = [modules, found];
  });
  return { size, modules: best };
}

/** How badly a pattern reads, by the standard's four rules; not counted to the end where another has already read better. */
function penalty(modules: Uint8Array, size: number, least: number): number {
  let sum = 0;
  let darks = 0;
  for (const [line, step] of [
    [size, 1],
    [1, size],
  ] as const) {
    for (let i = 0; i < size && sum < least; i += 1) {
      let run = 0;
      let last = -1;
      // The last eleven modules as bits; outside the code all is light.
      let window = 0;
      for (let j = 0, at = i * line; j < size + 4; j += 1, at += step) {
        const dark = j < size ? modules[at]! : 0;
        window = ((window << 1) | dark) & 0x7ff;
        if (window === 0b10111010000 || window === 0b00001011101) sum += 40;
        if (j >= size) continue;
        run = dark === last ? run + 1 : 1;
        sum += run === 5 ? 3 : run > 5 ? 1 : 0;
        last = dark;
        if (step !== 1) continue;
        darks += dark;
        if (i > 0 && j > 0 && modules[at - 1] === dark && modules[at - size] === dark && modules[at - size - 1] === dark) sum += 3;
      }
    }
  }
  return sum + Math.max(0, Math.ceil(Math.abs(darks * 20 - size * size * 10) / (size * size)) - 1) * 10;
}

/** A code as one path of an SVG, to be stroked, with the white border that readers need: each row is a line with gaps. */
export function qrPath(text: string): { readonly size: number; readonly path: string } {
  const { size, modules } = qrModules(text);
  let path = '';
  for (let y = 0; y < size; y += 1) {
    let end = -1;
    for (let x = 0; x < size; x += 1) {
      const start = x;
      while (x < size && modules[y * size + x]) x += 1;
      if (x === start) continue;
      path += `${end < 0 ? `M${start + BORDER} ${y + BORDER}.5` : `m${start - end} 0`}h${x - start}`;
      end = x;
    }
  }
  return { size: size + 2 * BORDER, path };
}
