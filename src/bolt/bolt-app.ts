import { createRequire } from 'node:module';
import { loadWithout } from '../lib/load-without.ts';

const require = createRequire(import.meta.url);
/** Bolt's own receivers. The app brings its own, so these are never loaded. */
const UNUSED_RECEIVERS = ['./receivers/HTTPReceiver', './receivers/SocketModeReceiver'];
const requireApp = (): { default: typeof import('@slack/bolt').App } =>
  require('@slack/bolt/dist/App');

/** Bolt's `App`, loaded without Bolt's receivers. */
export const { default: App } = loadWithout('@slack/bolt', UNUSED_RECEIVERS, requireApp);
