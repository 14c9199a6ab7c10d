import { crc32, inflateRawSync } from 'node:zlib';
import { LIMITS } from './limits.ts';
import { shown, WorkbookProblem } from './problem.ts';

/**
 * Opens the zip archive that a workbook is, trusting none of its numbers.
 *
 * The library that reads workbooks inflates what it is given, so bombs, damage and archives that two readers would
 * understand differently have to be turned away before it: every part is really inflated with a limit, and its length
 * and checksum have to be those that the archive states.
 */

const AGAIN = 'Download the workbook again';

/** The parts of the archive by name, inflated. @throws WorkbookProblem */
export function readZip(bytes: Buffer): Map<string, Buffer> {
  const { count, start, end } = directoryOf(bytes);
  if (count > LIMITS.parts) throw new WorkbookProblem(`the archive has ${count} parts; a workbook needs fewer than ${LIMITS.parts}`, AGAIN);

  const parts = new Map<string, Buffer>();
  const seen = new Set<string>();
  const ranges: [from: number, to: number][] = [];
  let inflated = 0;
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || bytes.readUInt32LE(at) !== 0x02014b50) throw damaged('its directory breaks off');
    const flags = bytes.readUInt16LE(at + 8);
    const method = bytes.readUInt16LE(at + 10);
    const crc = bytes.readUInt32LE(at + 16);
    const packedSize = bytes.readUInt32LE(at + 20);
    const size = bytes.readUInt32LE(at + 24);
    const nameLength = bytes.readUInt16LE(at + 28);
    const offset = bytes.readUInt32LE(at + 42);
    const next = at + 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (next > end) throw damaged('its directory breaks off');
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    at = next;

    if (flags & 1) throw new WorkbookProblem(`the part ${shown(name)} is encrypted`, 'Save the workbook without a password');
    if (seen.has(name.toLowerCase())) throw damaged(`the part ${shown(name)} is in it twice`);
    seen.add(name.toLowerCase());

    if (offset + 30 > start || bytes.readUInt32LE(offset) !== 0x04034b50)
      throw damaged(`the part ${shown(name)} is not where the directory says`);
    const localName = offset + 30;
    const data = localName + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    if (data + packedSize > start) throw damaged(`the part ${shown(name)} breaks off`);
    if (bytes.readUInt16LE(offset + 26) !== nameLength || bytes.toString('utf8', localName, localName + nameLength) !== name) {
      throw damaged(`the part ${shown(name)} goes by another name inside`);
    }
    ranges.push([offset, data + packedSize]);
    if (name.endsWith('/')) continue;

    const part = inflate(bytes.subarray(data, data + packedSize), method, name);
    inflated += part.length;
    if (inflated > LIMITS.inflatedBytes) throw tooBig('the archive', LIMITS.inflatedBytes);
    if (part.length !== size || crc32(part) !== crc)
      throw damaged(`the part ${shown(name)} does not have the checksum that the archive states`);
    parts.set(name, part);
  }

  ranges.sort(([a], [b]) => a - b);
  if (ranges.some(([from], index) => index > 0 && from < ranges[index - 1]![1])) throw damaged('parts of it overlap');
  return parts;
}

function directoryOf(bytes: Buffer): { count: number; start: number; end: number } {
  const last = bytes.length - 22;
  for (let at = last; at >= Math.max(0, last - 0xffff); at--) {
    if (bytes.readUInt32LE(at) !== 0x06054b50 || at + 22 + bytes.readUInt16LE(at + 20) !== bytes.length) continue;
    const [disk, directoryDisk, countHere, count] = [4, 6, 8, 10].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
      number,
    ];
    const size = bytes.readUInt32LE(at + 12);
    const start = bytes.readUInt32LE(at + 16);
    if (count === 0xffff || size === 0xffffffff || start === 0xffffffff) {
      throw new WorkbookProblem('the archive is in zip64 format, which is for files of 4 GB and more', AGAIN);
    }
    if (disk !== 0 || directoryDisk !== 0 || countHere !== count || start + size !== at)
      throw damaged('its directory is not where its end says');
    return { count, start, end: at };
  }
  throw new WorkbookProblem('the file is cut short: the directory at the end of the archive is missing', AGAIN);
}

function inflate(packed: Buffer, method: number, name: string): Buffer {
  if (method === 0) {
    if (packed.length > LIMITS.partBytes) throw tooBig(`the part ${shown(name)}`, LIMITS.partBytes);
    return packed;
  }
  if (method !== 8) throw damaged(`the part ${shown(name)} is packed in a way that workbooks do not use (method ${method})`);
  try {
    return inflateRawSync(packed, { maxOutputLength: LIMITS.partBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooBig(`the part ${shown(name)}`, LIMITS.partBytes);
    throw damaged(`the part ${shown(name)} cannot be inflated`);
  }
}

const damaged = (what: string): WorkbookProblem => new WorkbookProblem(`the file is damaged: ${what}`, AGAIN);

const tooBig = (what: string, limit: number): WorkbookProblem =>
  new WorkbookProblem(
    `${what} inflates to more than ${limit / 2 ** 20} MB, as a zip bomb does; upstream's largest workbook has less than 1 MB`,
    'Do not open the file; fetch the workbook from the publisher',
  );

/** An archive of the parts, unpacked: what the library is given has been looked at byte by byte. */
export function storedZip(parts: ReadonlyMap<string, Buffer>): Buffer {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, part] of parts) {
    const nameBytes = Buffer.from(name);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(0x0800, 6);
    header.writeUInt16LE(0x21, 12);
    header.writeUInt32LE(crc32(part), 14);
    header.writeUInt32LE(part.length, 18);
    header.writeUInt32LE(part.length, 22);
    header.writeUInt16LE(nameBytes.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    header.copy(entry, 6, 4, 30);
    entry.writeUInt32LE(offset, 42);
    chunks.push(header, nameBytes, part);
    directory.push(entry, nameBytes);
    offset += 30 + nameBytes.length + part.length;
  }
  const size = directory.reduce((sum, chunk) => sum + chunk.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...chunks, ...directory, end]);
}
