import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const EMPTY_MODULE = new URL('empty-module.cjs', import.meta.url).href;
const require = createRequire(import.meta.url);

/**
 * Calls `load`, in which the package `name` gets an empty object in place of the modules
 * `unneeded`: those that it only needs for what this app never does with it.
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

/** Imports the ES modules of the package `name` in the same way. */
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
