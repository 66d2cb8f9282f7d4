import { argvRoutes } from '../argv-routes.ts';
import { textOf } from '../data/data-node.ts';
import { readJson } from '../data/read-json.ts';
import type { Form, ScannedText } from '../form.ts';
import { type Guard, guardOf } from '../guard.ts';
import { environmentWith, guardIn } from '../guard-environment.ts';
import { type Instruction, instructionsOf } from '../images/instructions.ts';
import { launchedRoutes } from '../launch/launched-routes.ts';
import { otherAgentSetting } from '../other-agents.ts';
import { scanShell } from '../shell/scan-shell.ts';
import type { Site, Surroundings } from '../site.ts';

/** https://docs.docker.com/reference/dockerfile/ */
export const dockerfile: Form = {
  name: 'dockerfile',
  matches: ({ name }) =>
    /^(?:.*[._-])?(?:dockerfile|containerfile)(?:[._-].*)?$/.test(name) ||
    /\.(?:dockerfile|containerfile)$/.test(name),
  scan: (text) => ({
    sites: withCopied(instructionsOf(text.text).reduce(collector(text), startOf(text)), text).sites,
  }),
};

/** The guard that processes of the image have: its last stage is what is built. */
export function guardOfImage(text: ScannedText): Guard {
  return instructionsOf(text.text).reduce(collector(text), startOf(text)).surroundings.guard;
}

interface State {
  readonly surroundings: Surroundings;
  readonly sites: readonly Site[];
  /** The guard that each stage so far ends with, by its name: a stage built on one inherits it. */
  readonly stages: ReadonlyMap<string, Guard>;
  readonly stage: readonly string[];
  /** Files that the stage is given: they run with the environment with which it ends. */
  readonly copied: readonly Instruction[];
  /** Made by an argument of the stage, for what runs while it is built. */
  readonly buildGuard?: Guard;
}

function startOf({ file, outer }: ScannedText): State {
  const isolation = /\/\.devcontainer\//.test(file.path) ? 'devcontainer' : 'container';
  return {
    surroundings: { ...outer, scope: 'container-image', guard: 'none', isolation, notes: [] },
    sites: [],
    copied: [],
    stages: new Map(),
    stage: [],
  };
}

function collector(text: ScannedText): (state: State, instruction: Instruction) => State {
  return (state, instruction) => {
    const { name } = instruction;
    if (name === 'FROM') return nextStage(withCopied(state, text), instruction.text);
    if (name === 'ENV') return environment(state, instruction, text);
    if (name === 'ARG') return argument(state, instruction, text);
    if (name === 'COPY' || name === 'ADD') return { ...state, copied: [...state.copied, instruction] };
    if (!['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'ONBUILD', 'SHELL'].includes(name)) return state;
    const { guard } = state.surroundings;
    const built = name === 'RUN' && guard === 'none' ? (state.buildGuard ?? guard) : guard;
    const around = { ...state, surroundings: { ...state.surroundings, guard: built } };
    return { ...state, sites: [...state.sites, ...commandSites(around, instruction, text)] };
  };
}

function withCopied(state: State, text: ScannedText): State {
  const found = state.copied.flatMap((instruction) => commandSites(state, instruction, text));
  return { ...state, sites: [...state.sites, ...found], copied: [] };
}

/** `FROM --platform=… base AS name`. */
function nextStage(state: State, text: string): State {
  const [base = '', , name] = text
    .trim()
    .split(/\s+/)
    .filter((word) => !word.startsWith('--'));
  const guard = state.stages.get(base.toLowerCase()) ?? 'none';
  const stage = name === undefined ? [] : [name.toLowerCase()];
  const { buildGuard: _, ...rest } = state;
  return withStage({ ...rest, stage, surroundings: { ...state.surroundings, guard } });
}

function withStage(state: State): State {
  const stages = new Map(state.stages);
  for (const name of state.stage) stages.set(name, state.surroundings.guard);
  return { ...state, stages };
}

function environment(state: State, { text, line, endLine }: Instruction, scanned: ScannedText): State {
  let { guard } = state.surroundings;
  const pairs = [...text.matchAll(/([A-Za-z_]\w*)=("(?:[^"\\]|\\.)*"|'[^']*'|[^\s\\]*)/g)].map(
    ([, key = '', value = '']) => [key, value] as const,
  );
  const legacy = /^\s*([A-Za-z_]\w*)\s+(.+)$/s.exec(text);
  for (const [key, value] of pairs.length > 0
    ? pairs
    : legacy
      ? [[legacy[1] ?? '', legacy[2] ?? ''] as const]
      : []) {
    guard = guardOf(key, value.replace(/^["']|["']$/g, '').trim()) ?? guard;
  }
  const surroundings = { ...state.surroundings, guard };
  const words = pairs.map(([, value]) => value.replace(/^["']|["']$/g, ''));
  const sites = words
    .flatMap((word) => argvRoutes(word.split(/\s+/)))
    .map(({ route }) => ({
      route,
      kind: 'definition' as const,
      line: scanned.firstLine + line - 1,
      from: scanned.firstLine + line - 1,
      to: scanned.firstLine + endLine - 1,
      surroundings,
    }));
  const settings = pairs.flatMap(([name, value]): Site[] => {
    const off = otherAgentSetting(name, value.replace(/^["']|["']$/g, ''));
    const place = { line: scanned.firstLine + line - 1, to: scanned.firstLine + endLine - 1 };
    return off
      ? [
          {
            route: 'other-agent-setting',
            kind: 'definition',
            ...off,
            ...place,
            from: place.line,
            surroundings,
          },
        ]
      : [];
  });
  return withStage({ ...state, surroundings, sites: [...state.sites, ...sites, ...settings] });
}

/** An argument is a variable of what runs while the stage is built, and of nothing that the image starts. */
function argument(state: State, instruction: Instruction, text: ScannedText): State {
  const [, name = '', value = ''] = /^\s*(\w+)=["']?([^\s"']*)/.exec(instruction.text) ?? [];
  const buildGuard = guardOf(name, value) ?? state.buildGuard;
  const sites = [...state.sites, ...commandSites(state, instruction, text)];
  return { ...state, sites, ...(buildGuard !== undefined && { buildGuard }) };
}

function commandSites({ surroundings }: State, instruction: Instruction, scanned: ScannedText): Site[] {
  const line = scanned.firstLine + instruction.line - 1;
  const place = { from: line, to: scanned.firstLine + instruction.endLine - 1 };
  const source = instruction.text.replace(/^(?:\s*--\w[\w-]*(?:=\S*)?)+/, (options) =>
    options.replace(/\S/g, ' '),
  );
  if (/^\s*\[/.test(source)) {
    const words = (readJson(source).documents[0]?.items ?? []).map((item) => textOf(item) ?? '');
    const shell = /^(?:.*\/)?(?:ba|z|da)?sh$/.test(words[0] ?? '');
    const nested = shell
      ? words
          .slice(1)
          .flatMap((word) => scanShell({ source: word, line, surroundings, written: scanned.written }))
      : [];
    const direct = directSites(words, { line, surroundings });
    return [...direct, ...nested].map((site) => ({ ...site, ...place }));
  }
  const { written } = scanned;
  const file = /^\s*<<-?\s*["']?\w+["']?\s+(\S+)[^\n]*\n([\s\S]*)$/.exec(source);
  if (instruction.name === 'COPY' || instruction.name === 'ADD') {
    return file ? [...written(file[1] ?? '', file[2] ?? '', line + 1, surroundings)] : [];
  }
  return scanShell({
    source: instruction.name === 'ARG' ? `export ${source.trim()}` : source,
    line,
    surroundings,
    written,
  });
}

function directSites(
  words: readonly string[],
  { line, surroundings }: { readonly line: number; readonly surroundings: Surroundings },
): Omit<Site, 'from' | 'to'>[] {
  const environment = environmentWith(surroundings.guard);
  const { launch, matches } = launchedRoutes(words, { environment });
  const around = { ...surroundings, guard: guardIn(launch.environment) };
  return matches.map(({ index: _, ...match }) => ({
    ...match,
    kind: 'invocation' as const,
    line,
    surroundings: around,
  }));
}
