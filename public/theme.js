// Runs before the first paint, so that a stored choice of colours never flashes the other one.
(() => {
  const root = document.documentElement;
  root.dataset.script = '';
  try {
    const choice = localStorage.getItem('plumbline:theme');
    if (choice === 'light' || choice === 'dark') root.dataset.theme = choice;
  } catch {
    // Storage may be blocked; the system's colours are used.
  }
})();
