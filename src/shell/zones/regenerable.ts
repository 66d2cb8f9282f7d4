import type { Zone } from '../effect.ts';
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

/** Whether something that is deleted there is made again, or kept by the repository's history. */
export function comesBack(zone: Zone, segments: readonly string[]): boolean {
  return zone === 'repository' || zone === 'temporary' || isRegenerable(segments);
}

export function isRegenerable(segments: readonly string[]): boolean {
  return places.has(segments);
}
