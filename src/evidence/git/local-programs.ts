import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { recordedPathOf, referencePath } from '../home.ts';
import { namesIn } from '../names-in.ts';

import type { LocalConfiguration } from './local-settings.ts';
import type { LocalProgram } from './repository-evidence.ts';
import type { RepositoryReading } from './repository-reading.ts';

/**
 * Settings whose value git runs as a program, or that lead it to other settings or other servers.
 * https://git-scm.com/docs/git-config
 */
const running: readonly RegExp[] = [
  /^core\.(?:fsmonitor|hookspath|sshcommand|pager|editor|askpass|gitproxy|alternaterefscommand|attributesfile)$/,
  /^(?:pager|alias)\./,
  /^filter\..*\.(?:clean|smudge|process)$/,
  /^diff\.(?:external$|.*\.(?:command|textconv)$)/,
  /^(?:merge\..*\.driver|(?:merge|diff)tool\..*\.cmd)$/,
  /^(?:credential\.(?:.*\.)?helper|gpg\.(?:.*\.)?program|sequence\.editor|uploadpack\.packobjectshook)$/,
  /^(?:include\.path|includeif\..*\.path|url\..*\.(?:insteadof|pushinsteadof))$/,
  /^remote\..*\.(?:uploadpack|receivepack|vcs|proxy)$/,
  /^submodule\..*\.update$/,
];

const harmless = /^(?:true|false|)$/i;
const longestValue = 300;

/** Hooks, and settings of the repository itself, that make git start something. Nothing of it is run. */
export function localPrograms(
  configurations: readonly LocalConfiguration[],
  commonDirectory: string,
  { home }: RepositoryReading,
): LocalProgram[] {
  const started = configurations.flatMap(({ file, settings }) =>
    settings
      .filter(({ key, value }) => running.some((form) => form.test(key)) && !harmless.test(value))
      .map(({ key: name, value }) => ({
        kind: 'setting' as const,
        name,
        value: value.slice(0, longestValue),
        modifiedAt: modifiedAt(file),
        evidence: { path: referencePath(home, file) },
      })),
  );
  return [...hooks(commonDirectory, home), ...started];
}

function hooks(commonDirectory: string, home: RepositoryReading['home']): LocalProgram[] {
  const folder = join(commonDirectory, 'hooks');
  return namesIn(folder)
    .filter((name) => !name.endsWith('.sample'))
    .map((name) => ({
      kind: 'hook',
      name,
      value: recordedPathOf(home, join(folder, name)),
      modifiedAt: modifiedAt(join(folder, name)),
      evidence: { path: referencePath(home, join(folder, name)) },
    }));
}

function modifiedAt(path: string): string {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return new Date(found?.mtimeMs ?? 0).toISOString();
}
