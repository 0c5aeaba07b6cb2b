import '@cloudscape-design/global-styles/index.css';
import './app/app.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { strings } from './app/strings';
import { startTheme } from './app/theme';
import { loadConfig } from './session/config';
import { listenForFailure } from './session/redirect-failure';
import { configureSignIn, openSession, type Session } from './session/session';

async function openSessionSafely(): Promise<Session> {
  try {
    listenForFailure();
    configureSignIn(await loadConfig());
    return await openSession();
  } catch (error) {
    return { kind: 'failed', message: error instanceof Error ? error.message : strings.startFailedTitle };
  }
}

async function start(root: HTMLElement): Promise<void> {
  startTheme();
  const session = await openSessionSafely();
  createRoot(root).render(
    <StrictMode>
      <App session={session} />
    </StrictMode>,
  );
}

const root = document.getElementById('root');
if (root) void start(root);
