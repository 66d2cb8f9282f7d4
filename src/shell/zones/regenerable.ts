import type { Zone } from '../effect.ts';
import { belowAnyHome } from '../homes.ts';
import type { PathContext } from '../path-context.ts';
import { segmentsOf } from '../paths.ts';
import { projectOf } from '../project.ts';
import { PlaceTable } from './place-table.ts';

/** Names that only tools give, and that nobody gives to a folder of their own work. */
const generated = new PlaceTable([
  'node_modules',
  '__pycache__',
  '.next',
  '.nuxt',
  '.svelte-kit',
  '.turbo',
  '.parcel-cache',
  '.vite',
  '.angular',
  '.pytest_cache',
  '.mypy_cache',
  '.ruff_cache',
  '.tox',
  '.nox',
  '.eggs',
  '.terraform',
  '.venv',
  'htmlcov',
  'deriveddata',
  '*.egg-info',
  '*.pyc',
  '*.tsbuildinfo',
  '.ds_store',
  '.coverage',
  // Lock files of packages: written by whoever installs.
  ...['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb'],
  ...['poetry.lock', 'uv.lock', 'pipfile.lock', 'cargo.lock', 'gemfile.lock', 'composer.lock', 'go.sum'],
  ...['podfile.lock', 'mix.lock', 'pubspec.lock', 'packages.lock.json', 'deno.lock'],
]);

/** What a build leaves in its project. Elsewhere anybody may call a folder so. */
const built = new PlaceTable([
  'dist',
  'target',
  'out',
  'coverage',
  '.cache',
  '.gradle',
  'venv',
  'test-results',
  'playwright-report',
  'build',
  'obj',
  'pods',
  '_build',
  'bazel-*',
  'cmake-build-*',
  ...['.output', '.nyc_output', '.dart_tool', '.expo', '.serverless', '.docusaurus', '.swc', '.eslintcache'],
  ...['.ipynb_checkpoints', 'storybook-static', '*.o', '*.pyo', '*.class'],
  'flake.lock',
]);

/** Parts of what a build leaves, under names that its tools give, and whatever lies below them. */
const outputs = new PlaceTable([
  ...['dist/*', 'target/*', 'coverage/*', 'obj/*', '.cache/*', '.gradle/*', '.output/*', '.nyc_output/*'],
  ...['_build/*', 'cmake-build-*/*', 'storybook-static/*', 'test-results/*', 'playwright-report/*'],
  ...[
    'cmakefiles',
    'cmakecache.txt',
    'build/_deps',
    'build/bdist.*',
    'build/lib',
    'build/lib.*',
    'build/temp.*',
  ],
  ...[
    'classes',
    'libs',
    'tmp',
    'reports',
    'test-results',
    'generated',
    'intermediates',
    'outputs',
    'kotlin',
  ].map((name) => `build/${name}`),
  ...['static', 'assets', 'debug', 'release'].map((name) => `build/${name}`),
  ...['production', 'test', 'debug', 'release', 'artifacts'].map((name) => `out/${name}`),
  ...['bin/debug', 'bin/release'],
]);

/** Folders of dependencies and caches of which every part is made again. */
const wholly = new PlaceTable([
  'node_modules',
  '__pycache__',
  '.venv',
  '.tox',
  '.next',
  '.nuxt',
  'site-packages',
]);

/** Caches of package managers and build tools, below a home. */
const caches = new PlaceTable([
  '/.cache',
  '/library/caches',
  '/.cache/*',
  '/.npm/_*',
  '/.npm',
  '/.yarn/cache',
  '/.pnpm-store',
  '/.local/share/pnpm/store',
  '/.bun/install/cache',
  '/.gradle/caches',
  '/.m2/repository',
  '/.cargo/registry',
  '/.cargo/git',
  '/go/pkg/mod',
  '/.nuget/packages',
  '/.composer/cache',
  '/.deno',
  '/.pub-cache',
  '/.hex/packages',
  '/.rustup/downloads',
  '/library/caches/*',
  '/library/developer/xcode/deriveddata',
  '/appdata/local/npm-cache',
  '/appdata/local/pip/cache',
]);

/** Programs must bear their loss. https://refspecs.linuxfoundation.org/FHS_3.0/fhs/ch05s05.html */
const cachesOfSystem = new PlaceTable(['/var/cache/*', '/var/cache/*/*']);

/** Files that the next command, or the program that runs, writes again: which process it is, that it runs at all. */
const passing = new PlaceTable(['.git/*.lock', '.git/commit_editmsg']);
const passingNames = new PlaceTable([
  ...['*.pid', '*.lock', '*.lck', '*.sock', '*.swp', '*.swo', 'thumbs.db', 'desktop.ini'],
]);

/** Files that are told to be passing by a glob alone, never by the name of one: `*.tmp`. */
const passingGlob = /^\*(?:\.(?:tmp|temp|part|crdownload|cache)|~)$/;

export interface DeletedPlace {
  readonly zone: Zone;
  /** Of the absolute path, lower case; the last one may be a glob for all that is in the folder. */
  readonly segments: readonly string[];
  /** Of the user's home, in the same form. */
  readonly home: readonly string[];
  /** Of the project, in the same form: a folder above it says nothing of what lies in it. */
  readonly repository: readonly string[];
}

/** @param path absolute */
export function deletedPlace(
  path: string,
  zone: Zone,
  context: Pick<PathContext, 'home' | 'repository' | 'projects'>,
): DeletedPlace {
  const segments = segmentsOf(path);
  return {
    zone,
    segments,
    home: segmentsOf(context.home),
    repository: projectOf(segments, context) ?? segmentsOf(context.repository),
  };
}

/** Whether something that is deleted there is made again, or kept by the repository's history. */
export function comesBack(place: DeletedPlace): boolean {
  return place.zone === 'repository' || place.zone === 'temporary' || isRegenerable(place);
}

/** Whether tools make it again by themselves: told by the last part of the path, not by a folder above it. */
export function isRegenerable({ zone, segments, home, repository }: DeletedPlace): boolean {
  const path = /^\.?\*$/.test(segments.at(-1) ?? '') ? segments.slice(0, -1) : segments;
  const name = path.slice(-1);
  if (generated.has(name) || wholly.has(path) || passing.has(path)) return true;
  if (passingNames.has(name) || passingGlob.test(name[0] ?? '')) return true;
  if (zone === 'repository')
    return (
      built.has(name) || outputs.has(path.slice(repository.length)) || isOutputOnWindows(path, repository)
    );
  return cachesOfSystem.has(path) || caches.has(belowAnyHome(segments, home) ?? []);
}

/** What compilers for .NET and C++ fill on Windows; elsewhere `bin` holds programs that somebody wrote. */
function isOutputOnWindows(path: readonly string[], repository: readonly string[]): boolean {
  return /^[a-z]:$/i.test(repository[0] ?? '') && path.at(-1) === 'bin';
}
