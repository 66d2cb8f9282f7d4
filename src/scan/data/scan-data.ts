import { allowedCommand } from '../allowed-command.ts';
import type { ArgvMatch } from '../argv-routes.ts';
import { argvRoutes } from '../argv-routes.ts';
import type { ScannedText } from '../form.ts';
import type { Guard } from '../guard.ts';
import { environmentWith, guardIn } from '../guard-environment.ts';
import { inEveryWay } from '../in-every-way.ts';
import { strongerIsolation } from '../isolation.ts';
import { launchedRoutes } from '../launch/launched-routes.ts';
import { mayTakeRoute } from '../may-take-route.ts';
import { withProgram } from '../placeholder.ts';
import { isQuiet } from '../shell/quiet-programs.ts';
import { guardAfter, scanShell } from '../shell/scan-shell.ts';
import type { Site, Surroundings } from '../site.ts';
import { below, type DataEntry, type DataFile, type DataNode, stringsOf, textOf } from './data-node.ts';
import { isDetectionRule } from './detection-rule.ts';
import { withChosenValues } from './expression-values.ts';
import { includedIn, withInherited } from './inherit.ts';
import { mapSurroundings } from './job-surroundings.ts';
import { type KeyRole, namesOfUsers, roleOf, silences } from './key-roles.ts';
import { actionMatches, type KeyMatch, keyMatches, type Reader } from './key-routes.ts';
import { guardForLaterSteps } from './later-steps.ts';
import {
  aroundCallee,
  calleeOf,
  callsOf,
  type Inputs,
  inputsOf,
  type LocalCall,
  type LocalCallee,
  plainInputs,
  readsInput,
  triggersOf,
  withInputs,
} from './local-workflows.ts';
import { readJson } from './read-json.ts';
import { agentOfRecord, holdsOptions } from './record-program.ts';
import { type StepProgram, stepProgram } from './step-language.ts';

/** How the commands in a data file count. */
export interface DataScan {
  readonly text: ScannedText;
  readonly surroundings: Surroundings;
  /** `invocation` where the tool that reads the file runs its commands as they stand: CI jobs, scripts of a package. */
  readonly kind: Site['kind'];
  /** Which program reads the file, as far as its name says. */
  readonly reader: Reader;
  /** Only what is plainly a command counts: the folder is one of rules that describe what is looked for. */
  readonly isCautious?: boolean;
  /** How many callers were followed to here, inside of the file or out of it; 0 where it is absent. */
  readonly depth?: number;
}

interface Place {
  readonly path: readonly string[];
  readonly surroundings: Surroundings;
  /** The words of the command to which a list of arguments belongs. */
  readonly program?: readonly string[] | undefined;
  /** The agent of the record in which a value stands. */
  readonly agent?: string | undefined;
  /** Inside of a line of a transcript or of telemetry. */
  readonly isRecord: boolean;
}

/** Every route that the values of a data file take, with what the maps around them say of guard and isolation. */
export function scanData(file: DataFile, scan: DataScan): Site[] {
  return file.documents.flatMap((document) => {
    if (scan.reader === 'unknown' && isDetectionRule(document)) return [];
    return new DataScanner(scan).scan(document);
  });
}

/** Beside an entry point, `command` holds its arguments. */
const programKeys = ['entrypoint', 'command', 'cmd', 'program', 'executable'] as const;
const argumentKeys = /^(?:args|arguments|argv|command)$/;

const deepestCall = 4;

class DataScanner {
  readonly #scan: DataScan;
  #sites: Site[] = [];

  constructor(scan: DataScan) {
    this.#scan = scan;
  }

  /** A workflow or an action of the repository is what its callers make of it. */
  scan(document: DataNode): Site[] {
    const { text, surroundings, depth = 0 } = this.#scan;
    const isCalled = depth === 0 && surroundings.scope === 'ci-job' && text.neighbours;
    const calls = isCalled ? callsOf(document, isCalled, surroundings) : [];
    if (calls.length === 0) return this.#own(document);
    const isAction = below(document, 'runs') !== undefined;
    const ways = calls.map((call) => ({
      root: withInputs(document, plainInputs(document, call.inputs)),
      around: aroundCallee({ isAction }, call.surroundings),
    }));
    const isStartedToo = !isAction && triggersOf(document).some((event) => event !== 'workflow_call');
    if (isStartedToo) ways.push({ root: document, around: surroundings });
    return inEveryWay(ways.flatMap(({ root, around }) => this.#inside(root, around)));
  }

  #inside(root: DataNode, surroundings: Surroundings): Site[] {
    const depth = (this.#scan.depth ?? 0) + 1;
    return depth > deepestCall ? [] : new DataScanner({ ...this.#scan, surroundings, depth }).scan(root);
  }

  /** Templates of jobs and services count where they are used; one that nothing uses counts by itself. */
  #own(document: DataNode): Site[] {
    const root =
      this.#scan.surroundings.scope === 'settings'
        ? document
        : withInherited(document, includedIn(document, this.#scan.text.neighbours));
    const entries = root.entries ?? [];
    const templates = entries.filter(({ key }) => /^(?:\.|x-)/.test(key));
    const top = { path: [], surroundings: this.#scan.surroundings, isRecord: false };
    if (templates.length === 0 || this.#scan.kind === 'definition') {
      this.#node(root, top);
      return this.#sites;
    }
    this.#node({ ...root, entries: entries.filter((entry) => !templates.includes(entry)) }, top);
    const used = this.#sites;
    this.#sites = [];
    this.#node({ ...root, entries: templates }, top);
    return [...used, ...this.#sites.filter((site) => !used.some((other) => isSamePlace(site, other)))];
  }

  #node(node: DataNode, place: Place): void {
    if (node.entries) this.#map(node, place);
    else if (node.items) this.#list(node, place);
    else if (typeof node.value === 'string') this.#string(node, place);
  }

  #map(node: DataNode, outer: Place): void {
    const surroundings = mapSurroundings(node, outer.surroundings);
    const isRecord = outer.isRecord || isTranscriptLine(node);
    this.#writtenFile(node, surroundings);
    this.#matches(actionMatches(node), surroundings);
    const program = programOf(node);
    const agent = agentOfRecord(node, outer.path.at(-1));
    const callee = calleeOf(textOf(below(node, 'uses')), this.#scan.text.neighbours);
    for (const entry of node.entries ?? []) {
      const path = [...outer.path, entry.key];
      if (callee && entry.key === 'with') {
        this.#handedOn(node, { callee, place: { path, surroundings, isRecord } });
        continue;
      }
      const { reader, text } = this.#scan;
      const other = stepProgram(entry, node);
      if (other) {
        this.#sites.push(...this.#inOtherLanguage(other, surroundings));
        continue;
      }
      const given = { path: outer.path, reader, file: text.file.path, map: node };
      const matches = keyMatches(entry, given).filter(
        ({ route }) => route !== 'sdk-mode-option' || !isRecord,
      );
      this.#matches(matches, surroundings);
      if (silences(entry, outer.path, reader !== 'unknown')) continue;
      const isArguments = program !== undefined && isArgumentsOf(entry, node);
      const around = aroundCommand(entry.key, node, surroundings);
      this.#node(entry.node, {
        path,
        surroundings: around,
        isRecord,
        program: isArguments
          ? program
          : agent !== undefined && holdsOptions(entry.node)
            ? [agent]
            : undefined,
        agent,
      });
    }
  }

  #inOtherLanguage({ node, extension }: StepProgram, surroundings: Surroundings): readonly Site[] {
    const line = node.textLine ?? node.line;
    return this.#scan.text.written(`step.${extension}`, textOf(node) ?? '', line, surroundings);
  }

  /** Inputs of a workflow or an action of the repository count as what is done with them there. */
  #handedOn(call: DataNode, { callee, place }: { callee: LocalCallee; place: Place }): void {
    const inputs = below(call, 'with');
    for (const entry of inputs?.entries ?? []) {
      const sites = this.#sites;
      this.#sites = [];
      this.#map({ line: entry.line, endLine: entry.node.endLine, entries: [entry] }, place);
      const own = this.#sites;
      const isTelling = own.length > 0 || mayTakeRoute(String(entry.node.value ?? ''));
      const given = { inputs: inputsOf(call), surroundings: place.surroundings };
      this.#sites = [...sites, ...(isTelling ? this.#asUsed(entry, own, { callee, given }) : own)];
    }
  }

  /** @param own places of the input, as they would count if nothing were known of what it is given to */
  #asUsed(
    { key, line, node }: DataEntry,
    own: readonly Site[],
    { callee, given }: { callee: LocalCallee; given: LocalCall },
  ): readonly Site[] {
    if (!readsInput(callee.document, key)) return [];
    const around = aroundCallee(callee, given.surroundings);
    const inside = (inputs: Inputs) => this.#inside(withInputs(callee.document, inputs), around);
    const without = inside(new Map(given.inputs).set(key, ''));
    const used = inside(given.inputs).filter((site) => !without.some((other) => isSamePlace(site, other)));
    if (used.length === 0) return own;
    const here = used.map((site) => ({ ...site, line: node.line, from: line, to: node.endLine }));
    return inEveryWay(here, ({ route }) => route);
  }

  #matches(matches: readonly KeyMatch[], surroundings: Surroundings): void {
    for (const { route, node: value, line, ...off } of matches) {
      this.#sites.push({ ...this.#site(route, 'definition', value, { line, surroundings }), ...off });
    }
  }

  /** `{path: …, content: …}` as cloud-init, Ansible and agents' tools write files. */
  #writtenFile(node: DataNode, surroundings: Surroundings): void {
    const path = textOf(below(node, 'path') ?? below(node, 'dest') ?? below(node, 'target'));
    const content = below(node, 'content') ?? below(node, 'block') ?? below(node, 'line');
    const text = textOf(content);
    if (path === undefined || text === undefined || !content) return;
    this.#sites.push(...this.#scan.text.written(path, text, content.textLine ?? content.line, surroundings));
  }

  #list(node: DataNode, place: Place): void {
    const items = node.items ?? [];
    this.#words(items, place);
    const shellForm = /^(?:\/bin\/)?(?:ba|z|da)?sh$/.test(textOf(items[0]) ?? '');
    const isSteps = place.path.at(-1) === 'steps' || place.path.at(-1) === 'script';
    let { surroundings } = place;
    for (const item of items) {
      const path = shellForm ? [...place.path, 'run'] : item.entries ? [...place.path, ''] : place.path;
      this.#node(item, { ...place, path, surroundings, program: undefined });
      const guard = isSteps ? this.#guardAfter(item) : undefined;
      const line = isSteps ? textOf(item) : undefined;
      if (guard) surroundings = { ...surroundings, guard };
      else if (line !== undefined) {
        surroundings = { ...surroundings, guard: guardAfter(line, surroundings.guard) };
      }
    }
  }

  /** What a step hands to those after it: itself, or the action of the repository that it runs. */
  #guardAfter(step: DataNode): Guard | undefined {
    const own = guardForLaterSteps(step);
    const callee =
      own || below(step, 'if')
        ? undefined
        : calleeOf(textOf(below(step, 'uses')), this.#scan.text.neighbours);
    const steps = callee
      ? below(withInputs(callee.document, inputsOf(step)), 'runs', 'steps')?.items
      : undefined;
    return own ?? steps?.map(guardForLaterSteps).findLast((guard) => guard !== undefined);
  }

  /** A list that is the words of one command. */
  #words(items: readonly DataNode[], place: Place): void {
    const { program = [], surroundings } = place;
    const words = [...program, ...items.map((item) => textOf(item) ?? '')];
    if (this.#scan.text.test || isQuiet(baseName(words[0] ?? ''), nothingPrints)) return;
    const environment = environmentWith(surroundings.guard);
    const { launch, matches } = launchedRoutes(words, { environment });
    const around = {
      ...surroundings,
      guard: guardIn(launch.environment),
      isolation: strongerIsolation(surroundings.isolation, launch.isolation),
    };
    for (const { index, ...match } of matches) {
      const item = items[index - program.length];
      if (item) this.#sites.push({ ...this.#given(match, item, { ...place, surroundings: around }) });
    }
  }

  #given(match: Omit<ArgvMatch, 'index'>, item: DataNode, place: Place): Site {
    return { ...this.#site(match.route, this.#scan.kind, item, place), ...match };
  }

  #string(node: DataNode, place: Place): void {
    const value = withProgram(withChosenValues(textOf(node) ?? ''), place.agent);
    if (!mayTakeRoute(value) && place.program === undefined) return;
    if (place.path.slice(-2).join('.') === 'permissions.allow') {
      this.#command(allowedCommand(value) ?? '', node, { ...place, script: false });
      return;
    }
    const key = place.path.findLast((part) => part !== '') ?? '';
    const role = nearestRole(place.path);
    const line = node.textLine ?? node.line;
    if (/^\s*\{/.test(value)) this.#nestedJson(value, line, node, place);
    else if (role === 'arguments' && !this.#scan.text.test) this.#arguments(value, node, place);
    else if (/\.\w{1,5}$/.test(key) && value.includes('\n')) {
      this.#sites.push(...this.#scan.text.written(key, value, line, place.surroundings));
    } else this.#command(value, node, { ...place, script: role === 'script' });
  }

  /** Settings as a string: an input of an action, a variable. What a record quotes sets nothing. */
  #nestedJson(value: string, line: number, node: DataNode, place: Place): void {
    if (place.isRecord || !isGiven(place.path)) return;
    const inner = scanData(readJson(value), { ...this.#scan, surroundings: place.surroundings });
    for (const site of inner) {
      this.#sites.push({ ...site, line: line + site.line - 1, from: node.line, to: node.endLine });
    }
  }

  #arguments(value: string, node: DataNode, place: Place): void {
    const words = wordsOf(value);
    const { program = [] } = place;
    for (const { index, ...match } of argvRoutes([...program, ...words])) {
      if (index >= program.length) this.#sites.push(this.#given(match, node, place));
    }
  }

  #command(value: string, node: DataNode, place: Place & { readonly script: boolean }): void {
    const words = value.trim().split(/\s+/);
    if (words[0]?.startsWith('-')) {
      if (!this.#scan.text.test) this.#arguments(value, node, place);
      return;
    }
    if (!place.script && value.trim().includes('\n') && !value.startsWith('#!')) return;
    if (!place.script && (this.#scan.text.test || this.#scan.isCautious === true)) return;
    const inner = scanShell({
      source: value,
      line: node.textLine ?? node.line,
      surroundings: place.surroundings,
      written: this.#scan.text.written,
      mustNameAgent: !place.script,
    });
    for (const site of inner) {
      const kind = this.#scan.kind === 'definition' ? 'definition' : site.kind;
      this.#sites.push({ ...site, kind, from: node.line, to: Math.max(node.endLine, node.line) });
    }
  }

  #site(
    route: Site['route'],
    kind: Site['kind'],
    node: DataNode,
    place: { line?: number; surroundings: Surroundings },
  ): Site {
    const from = Math.min(place.line ?? node.line, node.line);
    return {
      route,
      kind,
      line: node.line,
      from,
      to: Math.max(node.endLine, node.line),
      surroundings: place.surroundings,
    };
  }
}

/** Options in a string: a list of JSON, or words with comments behind them. */
function wordsOf(value: string): readonly string[] {
  const [list] = /^\s*\[\s*"/.test(value) ? readJson(value).documents : [];
  if (list?.items) return list.items.map((item) => textOf(item) ?? '');
  return value
    .split('\n')
    .map((line) => line.replace(/(?:^|\s)#.*$/, ''))
    .join(' ')
    .split(/\s+/)
    .map((word) => word.replace(/^["']|["']$/g, ''));
}

/** What stands around the commands of one key of a map. */
function aroundCommand(key: string, map: DataNode, surroundings: Surroundings): Surroundings {
  if (key === 'script') return afterPreparation(map, surroundings);
  // The host runs it, before there is a container: https://containers.dev/implementors/json_reference/#lifecycle-scripts
  const isOnHost = key === 'initializeCommand' && surroundings.isolation === 'devcontainer';
  return isOnHost ? { ...surroundings, scope: 'editor', isolation: 'none' } : surroundings;
}

/** GitLab runs both in one shell: https://docs.gitlab.com/ci/yaml/#before_script */
function afterPreparation(job: DataNode, surroundings: Surroundings): Surroundings {
  const lines = stringsOf(below(job, 'before_script')).map((line) => textOf(line) ?? '');
  return { ...surroundings, guard: guardAfter(lines.join('\n'), surroundings.guard) };
}

const nothingPrints: ReadonlySet<string> = new Set();

function isSamePlace(a: Site, b: Site): boolean {
  return a.route === b.route && a.line === b.line;
}

/** The words of `command`, where its arguments stand in a list beside it. */
function programOf(node: DataNode): readonly string[] | undefined {
  const given = programKeys.map((key) => below(node, key)).find((value) => value !== undefined);
  if (given?.items) return given.items.map((item) => textOf(item) ?? '');
  const text = textOf(given);
  return text === undefined || /[\n;|&]/.test(text) ? undefined : text.trim().split(/\s+/);
}

function isArgumentsOf({ key }: DataEntry, node: DataNode): boolean {
  return argumentKeys.test(key) && (key !== 'command' || below(node, 'entrypoint') !== undefined);
}

/** What the value of the innermost key is for that says so; names that users choose say nothing. */
function nearestRole(path: readonly string[]): KeyRole {
  for (let at = path.length - 1; at >= 0; at -= 1) {
    const role = namesOfUsers.test(path[at - 1] ?? '') ? 'other' : roleOf(path[at] ?? '');
    if (role !== 'other') return role;
  }
  return 'other';
}

/** Under a key whose value another program is given: `settings`, `with`, `env`. */
function isGiven(path: readonly string[]): boolean {
  return path.some((key) =>
    /settings|config|options|args|^with$|^agents$|^env|variables|inputs|command|run/i.test(key),
  );
}

/** One line of a transcript or of telemetry: it tells of a mode, and sets none. */
function isTranscriptLine(node: DataNode): boolean {
  return ['sessionId', 'session_id', 'uuid', 'timestamp', 'event', 'event_name'].some(
    (key) => below(node, key)?.value !== undefined,
  );
}

function baseName(word: string): string {
  return word.slice(word.lastIndexOf('/') + 1);
}
