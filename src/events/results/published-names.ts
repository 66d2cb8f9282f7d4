import type { Effect } from '../../shell/effect.ts';

/** What registries' clients print of what they published: a name and a version, one line each. */
const forms = [
  // https://docs.npmjs.com/cli/commands/npm-publish; pnpm and bun print the same.
  /^\+ ((?:@[\w.-]+\/)?[\w.-]+@\d[\w.+-]*)\s*$/gm,
  // https://doc.rust-lang.org/cargo/commands/cargo-publish.html
  /^\s*(?:Published|Uploaded) ([\w-]+ v\d[\w.+-]*) (?:at|to) registry/gm,
  // https://twine.readthedocs.io/en/stable/, and poetry, uv and flit, which name the same files
  /^\s*(?:- )?Uploading ([\w.-]+-\d[\w.+-]*\.(?:whl|tar\.gz))/gm,
  // https://guides.rubygems.org/publishing/
  /^Successfully registered gem: ([\w.-]+ \(\d[\w.-]*\))/gm,
  // https://code.visualstudio.com/api/working-with-extensions/publishing-extension
  /\bPublished ([\w-]+\.[\w-]+ v\d[\w.+-]*)/gm,
] as const;

const mostNames = 20;
const longestResult = 200_000;

/** The same with the place that the effect names: `shop@4.2.1 to npm registry`; none where no result tells. */
export function publishedNames({ target }: Pick<Effect, 'target'>, result: string): readonly string[] {
  const text = result.slice(0, longestResult);
  const names = forms.flatMap((form) => [...text.matchAll(form)].map(([, name = '']) => name));
  return [...new Set(names)].slice(0, mostNames).map((name) => `${name} to ${target}`);
}
