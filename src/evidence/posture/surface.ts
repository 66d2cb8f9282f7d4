import type { ConfigValue } from '../configuration/config-value.ts';
import type { FilePlace } from '../configuration/locate-files.ts';
import type { ConfigFormat } from '../configuration/parse-configuration.ts';

/** What acts later, or weakens what would stop it. */
export const surfaceKinds = {
  hook: 'a command that an agent runs on an event',
  'command-setting': 'a setting whose value is run',
  environment: 'a variable set for every session',
  plugin: 'code that an agent loads',
  instruction: 'text that an agent reads and follows',
  skill: 'instructions with permissions of their own',
  'agent-definition': 'a subagent with permissions of its own',
  'shell-snapshot': 'sourced before every shell command of an agent',
  'scheduled-task': 'runs at a time',
  service: 'runs in the background, restarted with the machine or the login',
  'git-hook': 'runs on git operations',
  'git-setting': 'a git setting whose value is run, or that redirects git',
  'editor-task': 'runs when an editor opens the folder',
  'editor-setting': 'an editor setting that weakens an agent',
  'container-command': 'runs when a development container is built or entered',
  'shell-profile': 'runs with every shell',
  'login-key': 'lets someone log in',
  'package-script': 'runs on install or build',
  'package-source': 'decides where packages come from',
  'weakened-guard': 'a guard of an agent that is switched off or loosened',
  guard: 'a guard of an agent that is switched on',
} as const;
export type SurfaceKind = keyof typeof surfaceKinds;

/** One thing in one file, as the file says it. */
export interface Extracted {
  readonly kind: SurfaceKind;
  readonly name: string;
  /** What runs, or the value that matters; secrets in it are redacted with all output. */
  readonly command?: string;
  readonly line?: number;
  /** What to look for in the calls that may have written it; the command where absent. */
  readonly words?: readonly string[];
  /** What follows from it, one sentence. */
  readonly meaning?: string;
  /** Why the file could not be understood; becomes a gap. */
  readonly unreadable?: string;
}

/** A file as a surface's reader gets it. */
export interface SurfaceFile {
  readonly text: string;
  /** Parsed where the surface names a format. */
  readonly root?: ConfigValue;
  /** Base name. */
  readonly name: string;
  /** Absolute, as the evidence writes it. */
  readonly recorded: string;
}

/** One sort of file that can make something act later. A new one is one entry of a registry. */
export interface Surface {
  readonly places: readonly (FilePlace & { readonly scope: string })[];
  readonly format?: ConfigFormat;
  /** At what moment it acts, a few words. */
  readonly runs: string;
  /** Where the form is documented. */
  readonly documentation: string;
  readonly extract: (file: SurfaceFile) => readonly Extracted[];
}

export function inHome(paths: readonly string[], scope = 'user'): Surface['places'] {
  return paths.map((path) => ({ base: 'home', path, scope }));
}

export function inProject(paths: readonly string[], scope = 'project'): Surface['places'] {
  return paths.map((path) => ({ base: 'project', path, scope }));
}

export function inSystem(paths: readonly string[], scope = 'system'): Surface['places'] {
  return paths.map((path) => ({ base: 'system', path, scope }));
}

/** `{line}` or nothing, for spreading. */
export function lineOf(value: { readonly line?: number } | undefined): { readonly line?: number } {
  return value?.line === undefined ? {} : { line: value.line };
}

/** The lines of a text, counted from 1, cut to a bound. */
export function linesOf(text: string): readonly { readonly text: string; readonly line: number }[] {
  return text
    .split('\n')
    .slice(0, linesAtMost)
    .map((line, index) => ({ text: line.slice(0, charactersAtMost).replace(/\r$/, ''), line: index + 1 }));
}

const linesAtMost = 50_000;
const charactersAtMost = 4096;
