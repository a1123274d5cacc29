import { createRequire } from 'node:module';
import { loadWithout } from '../lib/load-without.ts';

const require = createRequire(import.meta.url);
/** What only Bolt's own receivers need, and the app has receivers of its own. */
const RECEIVERS = ['./receivers/HTTPReceiver', './receivers/SocketModeReceiver'];
const bolt = (): { default: typeof import('@slack/bolt').App } => require('@slack/bolt/dist/App');

/** Bolt's `App`, without the half of Bolt that receives requests. */
export const { default: App } = loadWithout('@slack/bolt', RECEIVERS, bolt);
