import type { Step, Store } from './store.ts';

/** What one does to assessments as wholes. Each step can be taken back. */

export function createAssessment(store: Store, name: string): Step {
  const previous = store.about.id;
  const id = store.begin(name);
  return {
    label: `new assessment “${name}”`,
    undo: () => {
      store.describe(id, { binned: store.now() });
      if (!store.open(previous)) store.openAny();
    },
  };
}

export function renameAssessment(store: Store, name: string): Step {
  const { id, name: before } = store.about;
  const put = (value: string) => store.describe(id, { name: value, named: store.now() });
  put(name);
  return { label: 'rename', undo: () => put(before) };
}

/** Puts the assessment in the bin. Its answers stay on the shelf for a month. */
export function binAssessment(store: Store): Step {
  const { id, name } = store.about;
  store.describe(id, { binned: store.now() });
  store.openAny();
  return {
    label: `delete “${name}”`,
    undo: () => {
      store.describe(id, { binned: '' });
      store.open(id);
    },
  };
}
