import { beginBench } from './checklist-bench.ts';
import { rowsOnPage } from './checklist-rows.ts';
import type { PackInfo } from '../site/pack.ts';
import { one } from './dom.ts';

const bench = await beginBench();
bench.show(JSON.parse(one('script[data-pack]').textContent) as PackInfo, rowsOnPage());
