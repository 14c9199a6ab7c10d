/** What every page may do with script: choose its colors, and copy the link of a heading. */

const root = document.documentElement;
const announcer = document.querySelector<HTMLElement>('#status');

const systemIsDark = (): boolean => matchMedia('(prefers-color-scheme: dark)').matches;
const isDark = (): boolean => (root.dataset['theme'] ? root.dataset['theme'] === 'dark' : systemIsDark());

const toggle = document.querySelector<HTMLButtonElement>('[data-theme-toggle]');
const showChoice = (): void => {
  if (toggle) toggle.textContent = isDark() ? 'Light colors' : 'Dark colors';
};
toggle?.addEventListener('click', () => {
  const theme = isDark() ? 'light' : 'dark';
  root.dataset['theme'] = theme;
  try {
    localStorage.setItem('plumbline:theme', theme);
  } catch {
    // Storage may be blocked; the choice then lasts as long as the page.
  }
  showChoice();
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', showChoice);
showChoice();

document.addEventListener('click', (event) => {
  const link = (event.target as Element).closest<HTMLAnchorElement>('[data-copy-link]');
  if (!link || !navigator.clipboard) return;
  // A page's own link leads to where one is: following it would only load the page anew, and lose what is announced.
  if (link.hash === '') event.preventDefault();
  navigator.clipboard.writeText(link.href).then(
    () => {
      if (announcer) announcer.textContent = `Copied: ${link.href}`;
    },
    () => {
      // The browser said no; the link still works as a link.
    },
  );
});
