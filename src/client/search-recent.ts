/** What was searched for lately, kept in this browser only. */

const KEY = 'plumbline:recent-searches';
const MOST = 6;

export function recentSearches(): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string').slice(0, MOST) : [];
  } catch {
    // Storage may be blocked, or hold what somebody else wrote: then there are no recent searches.
    return [];
  }
}

export function rememberSearch(query: string): void {
  const text = query.trim().slice(0, 100);
  if (text.length < 2) return;
  const same = (other: string): boolean => other.toLowerCase() === text.toLowerCase();
  keep([text, ...recentSearches().filter((other) => !same(other))].slice(0, MOST));
}

export const forgetSearches = (): void => keep([]);

function keep(searches: readonly string[]): void {
  try {
    if (searches.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(searches));
  } catch {
    // Nothing to do: search works without a memory.
  }
}
