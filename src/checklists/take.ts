import { mergeAssessments, type Assessment, type MergeReport } from './assessment.ts';
import { binAssessment, renameAssessment } from './manage.ts';
import { blankRecord, undoing, type Change } from './record.ts';
import { ABOUT, recordText, type Step, type Store } from './store.ts';

export interface Taken {
  readonly report: MergeReport;
  /** Whether it was put beside the assessments that are here, as none of them is the same one. */
  readonly isNew: boolean;
  readonly step: Step;
}

/** Puts a file's answers with those that are here, or beside them. @throws where that cannot be; nothing is changed then */
export function takeAssessment(store: Store, theirs: Assessment): Taken {
  if (store.damaged.includes(ABOUT + theirs.id))
    throw new Error('This browser holds the same assessment in a form that this page cannot read, so the file cannot be merged with it.');
  const previous = store.about.id;
  const isNew = store.aboutOf(theirs.id) === undefined;
  if (!isNew) store.open(theirs.id);
  const before: Assessment = isNew ? { ...theirs, packs: new Map(), items: new Map() } : store.whole();
  const { merged, report } = mergeAssessments(before, theirs);
  if (!store.replace(merged)) {
    store.open(previous);
    throw new Error('There is not enough room in this browser for the file. Delete an assessment, then import it again.');
  }
  return { report, isNew, step: { label: 'import', undo: () => (isNew ? putAway() : takeBack()) } };

  function putAway(): void {
    store.open(merged.id);
    binAssessment(store);
    store.open(previous);
  }

  function takeBack(): void {
    store.open(merged.id);
    const back = new Map<string, Change>();
    for (const record of merged.items.values()) {
      const was = before.items.get(record.code) ?? blankRecord(record.code);
      if (recordText(was) !== recordText(record)) back.set(record.code, undoing(was, { ...was.fields, ...record.fields }));
    }
    if (before.name !== merged.name) renameAssessment(store, before.name);
    if (back.size > 0) store.edit('import', back);
  }
}
