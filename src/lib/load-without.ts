import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const EMPTY_MODULE = new URL('empty-module.cjs', import.meta.url).href;
const require = createRequire(import.meta.url);

/**
 * Calls `load` while the package `packageName` gets an empty module for each import in `unneeded`.
 * These are dependencies of features that this app does not use.
 * https://nodejs.org/api/module.html#moduleregisterhooksoptions
 */
export function loadWithout<T>(packageName: string, unneeded: readonly string[], load: () => T): T {
  const hooks = replaceByEmpty(packageName, unneeded);
  try {
    return load();
  } finally {
    hooks.deregister();
  }
}

/** Imports the ES modules of the package `packageName` in the same way. */
export async function importWithout(
  packageName: string,
  unneeded: readonly string[],
): Promise<void> {
  const hooks = replaceByEmpty(packageName, unneeded);
  try {
    await import(packageName);
  } finally {
    hooks.deregister();
  }
}

function replaceByEmpty(packageName: string, unneeded: readonly string[]) {
  const folder = new URL('.', pathToFileURL(require.resolve(packageName))).href;
  return registerHooks({
    resolve(specifier, context, next) {
      const isFromPackage = context.parentURL?.startsWith(folder) ?? false;
      return isFromPackage && unneeded.includes(specifier)
        ? { url: EMPTY_MODULE, format: 'commonjs', shortCircuit: true }
        : next(specifier, context);
    },
  });
}
