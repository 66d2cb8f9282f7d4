/** How the text of a file is read. */
export type ReadAs =
  /** Code, in the language that its first line or its ending names. */
  | { readonly as: 'code'; readonly language?: string }
  /** Recipes of a justfile, those of the words that are given. */
  | { readonly as: 'recipes' }
  /** Scripts of a `package.json` that run by themselves, by name. */
  | { readonly as: 'scripts'; readonly names: readonly string[] };

/** Files that a runner reads when it starts: what they hold may run. */
export type RunnerFiles = ReadAs & {
  /** Relative to the working folder; `*` stands for the endings of JavaScript and TypeScript. */
  readonly files: readonly string[];
};

export interface Runner {
  /** The first word that is no option; absent: whichever, or none. */
  readonly when?: RegExp;
  /** With one of these words it runs nothing. */
  readonly unless?: RegExp;
  readonly reads: readonly RunnerFiles[];
  /** Files of code that its words name run, too: tests. */
  readonly runsNamed?: true;
}

const words = (list: string): readonly string[] => list.split(' ');
const code = (files: string, language?: string): RunnerFiles => ({
  as: 'code',
  files: words(files),
  ...(language !== undefined && { language }),
});

const showsOnly =
  /^(?:-h|--help|-V|--version|--collect-only|--co|--list|--listTests|--dry-run|--showConfig)$/;

/** https://docs.pytest.org/en/stable/reference/fixtures.html#conftest-py-sharing-fixtures-across-multiple-files */
const pytest: Runner = {
  unless: showsOnly,
  reads: [code('conftest.py tests/conftest.py test/conftest.py')],
  runsNamed: true,
};

/** Configurations in JavaScript are code. */
const configured = (files: string, more: Partial<Runner> = {}): Runner => ({
  unless: showsOnly,
  reads: [code(files)],
  ...more,
});

/** https://docs.npmjs.com/cli/using-npm/scripts#life-cycle-operation-order */
const installing: Runner = {
  when: /^(?:install|i|in|ci|clean-install|add)$/,
  unless: /^(?:-h|--help|--ignore-scripts|--dry-run|-g|--global)$/,
  reads: [
    {
      as: 'scripts',
      files: ['package.json'],
      names: words('preinstall install postinstall prepublish preprepare prepare postprepare'),
    },
  ],
};

/** What runners read of a project, by the name of the program. https://vite.dev/config/, https://just.systems/man/en/ */
const table: Readonly<Record<string, Runner>> = {
  'pytest py.test': pytest,
  'vite astro': configured('vite.config.* astro.config.* postcss.config.* tailwind.config.*'),
  vitest: configured('vite.config.* vitest.config.* vitest.setup.* setupTests.*', { runsNamed: true }),
  jest: configured('jest.config.* jest.setup.* setupTests.* babel.config.*', { runsNamed: true }),
  'mocha ava tap': configured('.mocharc.* ava.config.*', { runsNamed: true }),
  playwright: configured('playwright.config.*', { when: /^test$/, runsNamed: true }),
  cypress: configured('cypress.config.*', { when: /^(?:run|open)$/ }),
  webpack: configured('webpack.config.* babel.config.* postcss.config.*'),
  rollup: configured('rollup.config.*'),
  tsup: configured('tsup.config.*'),
  next: configured('next.config.* postcss.config.* tailwind.config.*', { when: /^(?:build|dev|start)$/ }),
  nuxt: configured('nuxt.config.*', { when: /^(?:build|dev|generate|prepare)$/ }),
  eslint: configured('eslint.config.* .eslintrc.*'),
  gulp: configured('gulpfile.*'),
  grunt: configured('Gruntfile.*'),
  rake: {
    unless: /^(?:-T|--tasks|-n|--dry-run|-h|--help)$/,
    reads: [code('Rakefile rakefile Rakefile.rb', 'ruby')],
  },
  rspec: { unless: showsOnly, reads: [code('spec/spec_helper.rb spec/rails_helper.rb')], runsNamed: true },
  phpunit: { unless: showsOnly, reads: [code('tests/bootstrap.php')], runsNamed: true },
  nox: { unless: showsOnly, reads: [code('noxfile.py')] },
  invoke: { unless: showsOnly, reads: [code('tasks.py')] },
  fab: { unless: showsOnly, reads: [code('fabfile.py')] },
  scons: { unless: showsOnly, reads: [code('SConstruct', 'python')] },
  just: {
    unless: /^(?:-n|--dry-run|-l|--list|--summary|--show|-s|--dump|--fmt|-h|--help|-V|--version)$/,
    reads: [{ as: 'recipes', files: words('justfile Justfile .justfile') }],
  },
  'npm pnpm yarn bun': installing,
  /** https://nodejs.org/api/modules.html#folders-as-modules */
  'node nodejs': { when: /^\.\/?$/, reads: [code('index.js index.mjs index.cjs')] },
};

const runners = new Map(
  Object.entries(table).flatMap(([names, runner]) => words(names).map((name) => [name, runner] as const)),
);

export function runnerNamed(program: string): Runner | undefined {
  return runners.get(program);
}
