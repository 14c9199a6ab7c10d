/** One file for all of search beyond the listener, so that opening it costs one request beside the one for the names. */
export { openSearch } from './search-dialog.ts';
export { startResultsPage } from './search-page.ts';
export { loadSearch } from './search-data.ts';
