const KEY = 'sandbox-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

const kept = localStorage.getItem(KEY);
if (kept !== null) document.documentElement.dataset.theme = kept;

/** Whether the page is dark now: as chosen here, else as the system is. */
export function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme === undefined ? system.matches : theme === 'dark';
}

/** Chooses for this browser; what the system has is left to the system. */
export function setDark(dark) {
  if (dark === system.matches) {
    delete document.documentElement.dataset.theme;
    localStorage.removeItem(KEY);
    return;
  }
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  localStorage.setItem(KEY, document.documentElement.dataset.theme);
}
