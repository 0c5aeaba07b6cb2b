import { applyMode, Mode } from '@cloudscape-design/global-styles';

const KEY = 'hourglass.theme';
const system = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

export type Theme = 'light' | 'dark';

function chosen(): Theme | undefined {
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : undefined;
}

/** The theme in use: the person's choice, or else the system's. */
export function currentTheme(): Theme {
  return chosen() ?? (system.matches ? 'dark' : 'light');
}

/** Shows the theme in use and follows the system while nothing was chosen. */
export function startTheme(): void {
  show();
  system.addEventListener('change', show);
}

/** Chooses a theme for good; undefined follows the system again. */
export function chooseTheme(theme: Theme | undefined): void {
  if (theme) localStorage.setItem(KEY, theme);
  else localStorage.removeItem(KEY);
  show();
}

/** For `useSyncExternalStore`, with `currentTheme`: called whenever the theme in use may have changed. */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function show(): void {
  const theme = currentTheme();
  applyMode(theme === 'dark' ? Mode.Dark : Mode.Light);
  document.documentElement.style.colorScheme = theme;
  for (const listener of listeners) listener();
}
