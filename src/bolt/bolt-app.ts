import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

/** What only Bolt's own receivers need; a third of all code that the app would load. */
const FOR_RECEIVERS = new Set(['@slack/oauth', '@slack/socket-mode', 'express']);
const NOTHING = new URL('nothing.cjs', import.meta.url).href;

/**
 * Bolt's `App`. The app has receivers of its own, so Bolt's are loaded without the packages that
 * they would need to run. https://nodejs.org/api/module.html#moduleregisterhooksoptions
 */
export const { App } = loadBolt();

function loadBolt(): typeof import('@slack/bolt') {
  const require = createRequire(import.meta.url);
  const bolt = new URL('.', pathToFileURL(require.resolve('@slack/bolt'))).href;
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const isBolts = context.parentURL?.startsWith(bolt) ?? false;
      return isBolts && FOR_RECEIVERS.has(specifier)
        ? { url: NOTHING, format: 'commonjs', shortCircuit: true }
        : next(specifier, context);
    },
  });
  try {
    return require('@slack/bolt');
  } finally {
    hooks.deregister();
  }
}
