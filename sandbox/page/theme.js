const KEY = 'sandbox-theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const { style } = document.documentElement;
style.colorScheme = localStorage.getItem(KEY) ?? '';

/** Whether the page is dark now: as chosen here, else as the system is. */
export const isDark = () => (style.colorScheme ? style.colorScheme === 'dark' : system.matches);

/** Chooses for this browser; what the system has is left to the system. */
export function setDark(dark) {
  style.colorScheme = dark === system.matches ? '' : dark ? 'dark' : 'light';
  if (style.colorScheme) localStorage.setItem(KEY, style.colorScheme);
  else localStorage.removeItem(KEY);
}
