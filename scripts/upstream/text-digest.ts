import { createHash } from 'node:crypto';
import { foldSpace } from '../../src/catalog/upstream-text.ts';

/** 16 hex digits that change when upstream's prose does: prose is never kept, only compared. */
export const textDigest = (texts: readonly string[]): string =>
  createHash('sha256')
    .update(JSON.stringify(texts.map(foldSpace)))
    .digest('hex')
    .slice(0, 16);
