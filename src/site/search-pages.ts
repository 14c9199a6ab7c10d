import type { SearchPage } from '../search/names.ts';

/** Pages that list or explain, and are found by their title: addresses without the base path. */
export const searchPages: readonly SearchPage[] = [
  { path: '/services/', title: 'All services', otherNames: ['Services', 'Baselines', 'Security baselines'] },
  { path: '/controls/', title: 'All controls', otherNames: ['Controls', 'Azure Security Benchmark', 'ASB', 'MCSB'] },
  { path: '/features/', title: 'All features', otherNames: ['Features'] },
  { path: '/roles/', title: 'All roles', otherNames: ['Roles', 'Teams', 'Stakeholders'] },
  { path: '/checklists/', title: 'Checklists', otherNames: ['Print a checklist', 'Printable checklists'] },
  { path: '/guides/', title: 'All guides', otherNames: ['Guides', 'Help'] },
  { path: '/glossary/', title: 'Glossary', otherNames: ['Terms', 'Abbreviations'] },
];
