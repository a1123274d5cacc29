import { createRequire } from 'node:module';
import { loadWithout } from '../lib/load-without.ts';

const require = createRequire(import.meta.url);
/** What only Bolt's own receivers need, and the app has receivers of its own. */
const FOR_RECEIVERS = ['@slack/oauth', '@slack/socket-mode', 'express'];
const bolt = (): typeof import('@slack/bolt') => require('@slack/bolt');

/** Bolt's `App`, without a third of all code that the app would load. */
export const { App } = loadWithout('@slack/bolt', FOR_RECEIVERS, bolt);
