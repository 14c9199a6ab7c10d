import type { SearchPage } from '../search/names.ts';

/** Pages that list or explain, and are found by their title: addresses without the base path. */
export const searchPages: readonly SearchPage[] = [
  { path: '/services/', title: 'All services', otherNames: ['Services', 'Baselines', 'Security baselines'] },
  { path: '/controls/', title: 'All controls', otherNames: ['Controls', 'Azure Security Benchmark', 'ASB', 'MCSB'] },
  { path: '/features/', title: 'All features', otherNames: ['Features'] },
  { path: '/roles/', title: 'All roles', otherNames: ['Roles', 'Teams', 'Stakeholders'] },
  { path: '/checklists/', title: 'Checklists', otherNames: ['Print a checklist', 'Printable checklists'] },
  { path: '/checklists/build/', title: 'Build a checklist', otherNames: ['Own checklist', 'Combine checklists'] },
  { path: '/matrix/', title: 'Matrix', otherNames: ['Services by features', 'Heat map', 'Overview'] },
  { path: '/compare/', title: 'Compare services', otherNames: ['Comparison', 'Side by side'] },
  { path: '/crosswalk/', title: 'Crosswalk', otherNames: ['Frameworks', 'Mapping', 'Compliance'] },
  { path: '/downloads/', title: 'Downloads', otherNames: ['Excel', 'Workbook', 'CSV', 'JSON', 'Export'] },
  { path: '/upstream/', title: 'Upstream', otherNames: ['Sources', 'Provenance', 'What upstream says'] },
  { path: '/guides/', title: 'All guides', otherNames: ['Guides', 'Help'] },
  { path: '/glossary/', title: 'Glossary', otherNames: ['Terms', 'Abbreviations'] },
  { path: '/contribute/', title: 'Contribute', otherNames: ['Edit', 'Pull request'], text: true },
  { path: '/contribute/schema/', title: 'Fields of the content', otherNames: ['Schema'], text: true },
  { path: '/contribute/vocabulary/', title: 'Vocabulary', otherNames: ['Closed words'], text: true },
  { path: '/contribute/design/', title: 'The design system', otherNames: ['Design tokens', 'Components'], text: true },
  { path: '/contribute/checks/', title: 'Checks', otherNames: ['Rules'], text: true },
];
