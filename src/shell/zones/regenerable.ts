import type { Zone } from '../effect.ts';
import type { PathContext } from '../path-context.ts';
import { segmentsOf } from '../paths.ts';
import { isInProject } from '../project.ts';
import { PlaceTable } from './place-table.ts';

/** What tools make again by themselves: caches, build results, installed dependencies. */
const places = new PlaceTable([
  'node_modules',
  '__pycache__',
  '.cache',
  '.next',
  '.nuxt',
  '.svelte-kit',
  '.turbo',
  '.parcel-cache',
  '.vite',
  '.angular/cache',
  '.pytest_cache',
  '.mypy_cache',
  '.ruff_cache',
  '.tox',
  '.nox',
  '.gradle/caches',
  '.m2/repository',
  '.npm/_cacache',
  '.terraform',
  '.venv',
  'venv',
  'dist',
  'build',
  'target',
  'coverage',
  '.coverage',
  'htmlcov',
  'deriveddata',
  'library/caches',
  '*.egg-info',
  '*.pyc',
  '*.tsbuildinfo',
  '.ds_store',
  '.git/*.lock',
  '.git/commit_editmsg',
]);

/** The same in a project only: elsewhere nobody knows whose such a folder is. */
const inProjects = new PlaceTable([
  ...[
    'out',
    'obj',
    '_build',
    '.output',
    '.nyc_output',
    '.dart_tool',
    '.expo',
    '.gradle',
    '.eggs',
    '.serverless',
  ],
  ...['.ipynb_checkpoints', '.docusaurus', '.nitro', '.vercel', '.swc', '.rpt2_cache', '.eslintcache'],
  ...['test-results', 'playwright-report', 'storybook-static', 'pods', 'cmakefiles'],
  ...['bazel-*', 'cmake-build-*', '*.o', '*.pyo', '*.class', 'npm-debug.log*'],
  // Lock files: written by whoever installs.
  ...['package-lock.json', 'npm-shrinkwrap.json', 'yarn.lock', 'pnpm-lock.yaml', 'bun.lock', 'bun.lockb'],
  ...['poetry.lock', 'uv.lock', 'pipfile.lock', 'cargo.lock', 'gemfile.lock', 'composer.lock', 'go.sum'],
  ...['mix.lock', 'pubspec.lock', 'podfile.lock', 'flake.lock'],
]);

/**
 * Whether something in the session's project is made again by the project's tools.
 * @param segments of an absolute path, as `segmentsOf` gives them
 */
export function isMadeAgain(
  segments: readonly string[],
  context: Pick<PathContext, 'repository' | 'home'>,
): boolean {
  if (!isInProject(segments, context)) return false;
  const inside = segments.slice(segmentsOf(context.repository).length);
  return places.has(inside) || inProjects.has(inside);
}

/** Whether something that is deleted there is made again, or kept by the repository's history. */
export function comesBack(zone: Zone, segments: readonly string[]): boolean {
  return zone === 'repository' || zone === 'temporary' || isRegenerable(segments);
}

export function isRegenerable(segments: readonly string[]): boolean {
  return places.has(segments);
}
