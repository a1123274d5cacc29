import { readFileSync } from 'node:fs';

/** Those files as one stylesheet, in which each `@apply` of Tailwind is spelt out as CSS. */
export async function stylesheet(files: readonly URL[]): Promise<string> {
  // Loaded for the first page: most runs of the sandbox show none.
  const { compile } = await import('tailwindcss');
  const css = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const { build } = await compile(css, {
    loadStylesheet: async (name, base) => {
      const path = import.meta.resolve(`${name}/index.css`);
      return { path, base, content: readFileSync(new URL(path), 'utf8') };
    },
  });
  return build([]);
}
