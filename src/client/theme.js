(() => {
  const root = document.documentElement;
  root.dataset.script = '';
  try {
    const choice = localStorage.getItem('plumbline:theme');
    if (choice === 'light' || choice === 'dark') root.dataset.theme = choice;
  } catch {
    // Storage may be blocked; the system's colors are used.
  }
})();
