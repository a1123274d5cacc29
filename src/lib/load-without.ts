import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const NOTHING = new URL('empty-module.cjs', import.meta.url).href;
const require = createRequire(import.meta.url);

/**
 * Calls `load`, in which the package `name` gets an empty object in place of the modules
 * `unneeded`: those that it only needs for what this app never does with it.
 * https://nodejs.org/api/module.html#moduleregisterhooksoptions
 */
export function loadWithout<T>(name: string, unneeded: readonly string[], load: () => T): T {
  const hooks = emptyIn(name, unneeded);
  try {
    return load();
  } finally {
    hooks.deregister();
  }
}

/** Imports the ES modules of the package `name` in the same way. */
export async function importWithout(name: string, unneeded: readonly string[]): Promise<void> {
  const hooks = emptyIn(name, unneeded);
  try {
    await import(name);
  } finally {
    hooks.deregister();
  }
}

function emptyIn(name: string, unneeded: readonly string[]) {
  const folder = new URL('.', pathToFileURL(require.resolve(name))).href;
  return registerHooks({
    resolve(specifier, context, next) {
      const isIts = context.parentURL?.startsWith(folder) ?? false;
      return isIts && unneeded.includes(specifier)
        ? { url: NOTHING, format: 'commonjs', shortCircuit: true }
        : next(specifier, context);
    },
  });
}
