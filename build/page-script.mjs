// The code of the casebook's page: what stands in src/report/casebook/page/, bundled for browsers into one text.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const specifier = 'casebook:page';
const entry = fileURLToPath(new URL('../src/report/casebook/page/main.tsx', import.meta.url));

async function bundle() {
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'iife',
    platform: 'browser',
    // The oldest browsers that have DecompressionStream. https://caniuse.com/mdn-api_decompressionstream
    target: ['chrome80', 'firefox113', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    charset: 'ascii',
    logLevel: 'warning',
  });
  const script = outputFiles[0].text.trim();
  // Either would end the element that the script stands in, or begin one that does not end.
  if (/<\/script|<!--/i.test(script)) throw new Error('the script of the page would end its own element');
  return { script, metafile };
}

let made;
/** Bundled once, whoever asks. @returns {Promise<{ script: string, metafile: import('esbuild').Metafile }>} */
export function pageScript() {
  made ??= bundle();
  return made;
}

const contents = async () => `export default ${JSON.stringify((await pageScript()).script)};`;

/** For builds with esbuild. @returns {import('esbuild').Plugin} */
export const pageScriptOfEsbuild = () => ({
  name: 'page script',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^casebook:page$/ }, ({ path }) => ({ path, namespace: 'page-script' }));
    onLoad({ filter: /.*/, namespace: 'page-script' }, async () => ({ contents: await contents() }));
  },
});

/** For tests, which run the sources. */
export const pageScriptOfVite = () => ({
  name: 'page script',
  resolveId: (id) => (id === specifier ? `\0${specifier}` : undefined),
  load: (id) => (id === `\0${specifier}` ? contents() : undefined),
});
