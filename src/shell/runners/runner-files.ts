import type { Certainty } from '../effect.ts';
import { buildFiles } from './build-files.ts';
import { linesOfRecipes } from './recipes.ts';
import { type LinesIn, taskFiles } from './task-files.ts';
import { pythonTests } from './test-calls.ts';

/** Code that calls what a runner calls of a file. */
type CallsIn = (text: string) => readonly string[];

/** How the text of a file is read. */
export type ReadAs =
  /** Code, in the language that its first line or its ending names. */
  | { readonly as: 'code'; readonly language?: string; readonly calls?: CallsIn }
  /** Lines for a shell, of which the words of the call may choose. */
  | { readonly as: 'lines'; readonly linesIn: LinesIn; readonly certainty: Certainty };

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
  /** Files that its words name are read, too. */
  readonly named?: ReadAs & { readonly when: RegExp };
}

const words = (list: string): readonly string[] => list.split(' ');
const code = (files: string, language?: string): RunnerFiles => ({
  as: 'code',
  files: words(files),
  ...(language !== undefined && { language }),
});

const showsOnly =
  /^(?:-h|--help|-V|--version|--collect-only|--co|--list|--listTests|--dry-run|--showConfig)$/;

/** Tests, which are code. */
const tests = { as: 'code', when: /^[^-].*\.(?:py|[cm]?[jt]sx?|rb|php)$/ } as const;

/** https://docs.pytest.org/en/stable/reference/fixtures.html#conftest-py-sharing-fixtures-across-multiple-files */
const pytest: Runner = {
  unless: showsOnly,
  reads: [code('conftest.py tests/conftest.py test/conftest.py')],
  named: { ...tests, calls: pythonTests },
};

/** Configurations in JavaScript are code. */
const configured = (files: string, more: Partial<Runner> = {}): Runner => ({
  unless: showsOnly,
  reads: [code(files)],
  ...more,
});

/** What is named runs, or all of it does. */
const lines = (linesIn: LinesIn, files: string, certainty: Certainty = 'likely'): RunnerFiles => ({
  as: 'lines',
  linesIn,
  certainty,
  files: words(files),
});

/** Which parts of it run, the runner decides. */
const parts = (linesIn: LinesIn, files: string): RunnerFiles => lines(linesIn, files, 'possible');

const tasks = (linesIn: LinesIn, files: string, when?: RegExp): Runner => ({
  ...(when && { when }),
  unless: listsOnly,
  reads: [lines(linesIn, files)],
});

const listsOnly = /^(?:-h|--help|-V|--version|-l|--list|--list-all|-n|--dry|--dry-run|--summary|--status)$/;
const buildsOnly = /^(?:-h|--help|--version|-n|--dry-run|-m|--tasks|--init)$/;

/** https://docs.npmjs.com/cli/using-npm/scripts#life-cycle-operation-order */
const installing: Runner = {
  when: /^(?:install|i|in|ci|clean-install|add)$/,
  unless: /^(?:-h|--help|--ignore-scripts|--dry-run|-g|--global)$/,
  reads: [parts(taskFiles.npmInstall, 'package.json')],
};

const pyprojectTasks = lines(taskFiles.taskipy, 'pyproject.toml');
const pyproject = (linesIn: LinesIn, when?: RegExp): Runner => tasks(linesIn, 'pyproject.toml', when);

/** `go generate` runs only what comments tell it; the others run the code. */
const goWords: LinesIn = (text, words) =>
  (words[0] === 'generate' ? buildFiles.goGenerate : buildFiles.go)(text);

/** What runners read of a project, by the name of the program. https://vite.dev/config/, https://just.systems/man/en/ */
const table: Readonly<Record<string, Runner>> = {
  'pytest py.test': pytest,
  'vite astro': configured('vite.config.* astro.config.* postcss.config.* tailwind.config.*'),
  vitest: configured('vite.config.* vitest.config.* vitest.setup.* setupTests.*', { named: tests }),
  jest: configured('jest.config.* jest.setup.* setupTests.* babel.config.*', { named: tests }),
  'mocha ava tap': configured('.mocharc.* ava.config.*', { named: tests }),
  playwright: configured('playwright.config.*', { when: /^test$/, named: tests }),
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
  rspec: { unless: showsOnly, reads: [code('spec/spec_helper.rb spec/rails_helper.rb')], named: tests },
  phpunit: { unless: showsOnly, reads: [code('tests/bootstrap.php')], named: tests },
  nox: { unless: showsOnly, reads: [code('noxfile.py')] },
  invoke: { unless: showsOnly, reads: [code('tasks.py')] },
  fab: { unless: showsOnly, reads: [code('fabfile.py')] },
  scons: { unless: showsOnly, reads: [code('SConstruct', 'python')] },
  just: {
    unless: /^(?:-n|--dry-run|-l|--list|--summary|--show|-s|--dump|--fmt|-h|--help|-V|--version)$/,
    reads: [lines(linesOfRecipes, 'justfile Justfile .justfile')],
  },
  'npm pnpm yarn bun': installing,
  'task go-task': {
    unless: listsOnly,
    reads: [
      lines(taskFiles.taskfile, 'Taskfile.yml taskfile.yml Taskfile.yaml taskfile.yaml Taskfile.dist.yml'),
      pyprojectTasks,
    ],
  },
  mise: tasks(taskFiles.mise, 'mise.toml .mise.toml mise.local.toml', /^(?:run|r|watch)$/),
  deno: tasks(taskFiles.deno, 'deno.json deno.jsonc package.json', /^task$/),
  composer: {
    unless: /^(?:--no-scripts|--dry-run|-h|--help)$/,
    reads: [lines(taskFiles.composer, 'composer.json')],
  },
  poe: pyproject(taskFiles.poe),
  pdm: pyproject(taskFiles.pdm, /^run$/),
  hatch: pyproject(taskFiles.hatch, /^run$/),
  'pre-commit prek': {
    when: /^run$/,
    unless: listsOnly,
    reads: [parts(taskFiles.preCommit, '.pre-commit-config.yaml')],
  },
  lefthook: tasks(taskFiles.lefthook, 'lefthook.yml lefthook.yaml .lefthook.yml', /^run$/),
  tox: { unless: listsOnly, reads: [parts(taskFiles.tox, 'tox.ini')] },
  'foreman honcho overmind hivemind': tasks(taskFiles.procfile, 'Procfile Procfile.dev', /^(?:start|s)$/),
  'gradle gradlew': {
    unless: buildsOnly,
    reads: [parts(buildFiles.gradle, 'build.gradle build.gradle.kts settings.gradle')],
  },
  'mvn mvnw': { unless: buildsOnly, reads: [parts(buildFiles.xml, 'pom.xml')] },
  /** https://cmake.org/cmake/help/latest/manual/cmake.1.html#run-a-script */
  cmake: {
    unless: buildsOnly,
    reads: [parts(buildFiles.cmake, 'CMakeLists.txt')],
    named: { as: 'lines', linesIn: buildFiles.cmake, certainty: 'likely', when: /\.cmake$/ },
  },
  'ansible-playbook': {
    unless: /^(?:-h|--help|--check|-C|--syntax-check|--list-\w+)$/,
    reads: [],
    named: { as: 'lines', linesIn: taskFiles.playbook, certainty: 'possible', when: /\.ya?ml$/ },
  },
  ant: { unless: buildsOnly, reads: [parts(buildFiles.xml, 'build.xml')] },
  go: {
    when: /^(?:run|test|generate)$/,
    reads: [parts(goWords, 'main.go main_test.go gen.go generate.go doc.go')],
    named: { as: 'lines', linesIn: goWords, certainty: 'possible', when: /\.go$/ },
  },
  /** https://doc.rust-lang.org/cargo/reference/build-scripts.html */
  cargo: {
    when: /^(?:build|b|run|r|test|t|check|c|install|bench|clippy)$/,
    reads: [
      parts(buildFiles.rust, 'build.rs'),
      parts((text, words) => (/^r(?:un)?$/.test(words[0] ?? '') ? buildFiles.rust(text) : []), 'src/main.rs'),
    ],
  },
  ninja: { unless: buildsOnly, reads: [parts(buildFiles.ninja, 'build.ninja')] },
  'terraform tofu': {
    when: /^(?:apply|destroy)$/,
    unless: /^-help$/,
    reads: [parts(buildFiles.terraform, 'main.tf')],
  },
  /** https://nodejs.org/api/modules.html#folders-as-modules */
  'node nodejs': { when: /^\.\/?$/, reads: [code('index.js index.mjs index.cjs')] },
};

const runners = new Map(
  Object.entries(table).flatMap(([names, runner]) => words(names).map((name) => [name, runner] as const)),
);

export function runnerNamed(program: string): Runner | undefined {
  return runners.get(program);
}
