import { resolve } from 'node:path';
import { isFile } from '../evidence/acquire.ts';
import { type HostFacts, hostFacts } from '../evidence/host-facts.ts';
import type { PathMapping } from '../evidence/path-mapping.ts';
import { givenRoots } from '../evidence/scan-roots.ts';
import type { Invocation } from '../invocation/invocation.ts';
import { openHomeOf } from '../invocation/open-home.ts';
import type { OptionName, OptionsOf } from '../invocation/options.ts';

/** What a run looks at: named in its rows, and never written to. */
export interface RunSubject {
  /** As the evidence writes it. */
  readonly home: string;
  readonly root?: string;
  /** The home is a whole image, with the homes of several people. */
  readonly isImage: boolean;
  readonly host: HostFacts;
  /** Absolute where they are paths. */
  readonly operands: readonly string[];
  /** What narrows or widens the run: `tool=Bash`, … */
  readonly options: readonly string[];
  /** Folders that are read; absolute. */
  readonly evidence: readonly string[];
}

/** Options that decide which rows there are. */
const deciding = [
  'since',
  'until',
  'project',
  'tool',
  'mode',
  'repo',
  'map',
  'agents',
  'mentions',
  'diff',
  'baseline',
  'respectIgnore',
  'deep',
  'queries',
  'allowHost',
  'case',
  'providerLog',
  'processLog',
  'witnessLog',
] as const satisfies readonly OptionName[];

/** A command, and the options that it was given. */
interface Asked {
  readonly command: string;
  readonly given: Partial<OptionsOf<(typeof deciding)[number]>>;
}

/** @throws {TriageError} where there is no such home or folder */
export function runSubject(invocation: Invocation, { command, given }: Asked): RunSubject {
  const { options, operands, cwd, homeDirectory } = invocation;
  const home = openHomeOf(invocation);
  const paths = command === 'scan' && operands.length === 0 ? [cwd] : operands;
  return {
    home: home.recordedPath,
    ...(home.root !== undefined && { root: home.root }),
    isImage: home.directory === home.root,
    host: hostFacts(home, homeDirectory),
    operands: command === 'scan' ? paths.map((path) => resolve(cwd, path)) : operands,
    options: deciding.flatMap((name) => spelled(name, given[name])).sort(),
    evidence: [
      // Those of the other homes of the run, too; of a bag, all of it.
      ...options.homes,
      ...options.roots.filter((root) => root !== '/'),
      home.directory,
      ...(home.agentFolder === undefined ? [] : [home.agentFolder]),
      ...(given.repo ?? []),
      ...readPaths(command, paths, cwd),
    ],
  };
}

/** Folders that operands name; a file counts as itself, since only what lies beside it may be written. */
function readPaths(command: string, operands: readonly string[], cwd: string): readonly string[] {
  if (command === 'scan') return givenRoots(operands, cwd).map(({ path }) => path);
  return operands.map((operand) => resolve(cwd, operand)).filter((path) => command === 'git' || isFile(path));
}

function spelled(name: string, value: unknown): readonly string[] {
  if (Array.isArray(value))
    return value.map((item) => `${name}=${isMapping(item) ? `${item.from}=${item.to}` : item}`);
  if (value === undefined || value === false) return [];
  return [`${name}=${value instanceof Date ? value.toISOString() : String(value)}`];
}

function isMapping(value: unknown): value is PathMapping {
  return typeof value === 'object' && value !== null && 'from' in value && 'to' in value;
}
