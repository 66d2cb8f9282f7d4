import { argvRoutes } from '../argv-routes.ts';
import { lineIndex } from '../data/line-index.ts';
import { settingExpressions, switchedOn } from '../data/setting-expressions.ts';
import { plainSurroundings, type ScannedText } from '../form.ts';
import { emptyEnvironment } from '../guard-environment.ts';
import { hostScope } from '../host-scope.ts';
import { launchOf } from '../launch/launch-of.ts';
import { mayTakeRoute } from '../may-take-route.ts';
import { isNamedIn, isSettingValue, otherAgentSetting, unattendedAgents } from '../other-agents.ts';
import type { RouteId } from '../routes.ts';
import { scanShell } from '../shell/scan-shell.ts';
import type { Site, Surroundings } from '../site.ts';
import { guardAt, programGuards } from './environment-guard.ts';
import type { Language } from './languages.ts';
import { bracketsAround, type LiteralPlace, placeOf } from './literal-place.ts';
import { givenModes, modeConstants } from './mode-constants.ts';
import { roleOfCall, roleOfName, startsProcess } from './name-roles.ts';
import { useOfName } from './name-uses.ts';
import { type Literal, readLiterals } from './read-literals.ts';
import { readTree } from './read-tree.ts';
import { isGiven, isGivenLater, isPattern, sdkNames } from './sdk-names.ts';
import { isDetectionPath, testRegionStart } from './test-regions.ts';

/** How the strings of a program count. */
export interface SourceScan {
  readonly text: ScannedText;
  readonly language: Language;
  readonly surroundings?: Surroundings;
}

/** Strings of a program that start the agent, or are words of a command line that does. */
export function scanSource(scan: SourceScan): Site[] {
  return new SourceScanner(scan).scan();
}

/** `PermissionModeBypassPermissions PermissionMode = "…"`: a name for the mode, which chooses none. */
const namesItself = /bypass_?permissions\b[^;\n]{0,60}(?::=|=)\s*$/i;
const modeSettings: ReadonlySet<RouteId> = new Set<RouteId>(['sdk-mode-option', 'default-mode-setting']);
const longestString = 200_000;
/** What an editor runs in its terminal: `:terminal claude`, `<cmd>split | term claude<cr>`. */
const editorCommand = /^(?:<cmd>|:)(?:\w+\s*\|\s*)?(?:term(?:inal)?!?|!)\s*|<cr>$/gi;

/** A route that a string takes, and whose prompts where the route does not say. */
type FoundRoute = Pick<Site, 'route' | 'agent' | 'ceiling'>;

/** Options such as `--yolo` are an agent's where the file is called like it, or names its program in another string. */
function agentsNamedIn(file: string, literals: readonly Literal[]): string[] {
  const words = new Set(literals.map(({ value }) => value));
  const stem = file.replace(/[._-].*$/, '');
  return unattendedAgents.flatMap(({ programs, packages }) =>
    [...programs, ...packages].filter(
      (program) => program.length > 2 && (words.has(program) || program === stem),
    ),
  );
}

class SourceScanner {
  readonly #text: ScannedText;
  readonly #literals: readonly Literal[];
  readonly #code: string;
  readonly #codeLines: readonly string[];
  readonly #lineOf: (offset: number) => number;
  readonly #testFrom: number;
  readonly #surroundings: Surroundings;
  readonly #guards: ReturnType<typeof programGuards>;
  /** Programs of other agents that the file is about. */
  readonly #namedAgents: readonly string[];
  readonly #sites: Site[] = [];

  constructor({ text, language, surroundings }: SourceScan) {
    this.#text = text;
    const parts = readTree(text.text, text.file.extension) ?? readLiterals(text.text, language);
    this.#literals = parts.literals;
    this.#code = parts.code;
    this.#codeLines = parts.code.split('\n');
    this.#lineOf = lineIndex(text.text);
    this.#testFrom = text.test || isDetectionPath(text.file.relative) ? 0 : testRegionStart(parts.code);
    this.#surroundings = surroundings ?? text.outer ?? plainSurroundings('source-code');
    this.#guards = programGuards(text.text);
    this.#namedAgents = agentsNamedIn(text.file.name, parts.literals);
  }

  scan(): Site[] {
    for (const [index, literal] of this.#literals.entries()) {
      if (literal.value.length > longestString) continue;
      if (!mayTakeRoute(literal.value) && !isSettingValue(literal.value) && !this.#isOfNamed(index)) continue;
      const place = placeOf(literal, this.#code);
      if (this.#isOptionDefault(literal, place)) {
        this.#add({ route: 'bypass-mode-flag' }, literal);
        continue;
      }
      const mode = this.#modeRoute(literal, place);
      const found = this.#wordRoute(literal, index) ?? (mode && { route: mode });
      if (found) this.#word(found, literal, place);
      else if (/\s/.test(literal.value)) this.#commandLine(literal, place);
    }
    this.#options();
    this.#names();
    return this.#sites;
  }

  /** Names of libraries and of the program's own constants that stand for the mode or the flag. */
  #names(): void {
    if (this.#testFrom === 0) return;
    for (const { route, pattern, isWhole } of sdkNames) {
      for (const { index, 0: name } of this.#code.matchAll(pattern)) {
        const before = this.#code.slice(Math.max(0, index - 200), index);
        const after = this.#code.slice(index + name.length, index + name.length + 40);
        const isDefinition = /\b(?:fn|func|def|function|fun)\s+$|\benum\b[^}]*$/.test(before);
        const isTaken = isWhole || isGiven(before, after) || isGivenLater(before, this.#code.slice(index));
        if (!isDefinition && !isPattern(before, name) && isTaken) this.#at(route, index);
      }
    }
    const constants = modeConstants(this.#literals, this.#code);
    for (const { offset } of givenModes(constants, this.#code)) this.#at('sdk-mode-option', offset);
  }

  #at(route: RouteId, offset: number): void {
    if (offset >= this.#testFrom) return;
    const line = this.#text.firstLine + this.#lineOf(offset) - 1;
    const guard = guardAt(this.#guards, offset);
    const surroundings = { ...this.#surroundings, ...(guard && { guard }) };
    this.#sites.push({ route, kind: 'definition', line, from: line, to: line, surroundings });
  }

  /** A string that is one word of a command line, or several options; alone or with its value in the next string. */
  #wordRoute(literal: Literal, index: number): FoundRoute | undefined {
    const words = literal.value.trim().split(/\s+/);
    if (words.length > 1 && (!words[0]?.startsWith('-') || isProse(words))) return undefined;
    const [own] = argvRoutes(words);
    if (own) return own.route === 'prompt-tool-flag' && !this.#isFollowed(index) ? undefined : own;
    const given = words.length === 1 ? this.#optionAt(index) : words;
    const [others] = this.#namedFrom(index).flatMap((program) => argvRoutes([program, ...given]));
    if (others && words[0]?.startsWith('--') && !this.#isOfOtherProgram(literal)) return others;
    const place = placeOf(literal, this.#code);
    if (isExtraArgument(literal, place)) return { route: 'skip-permissions-flag' };
    const setting = this.#settingRoute(literal, place);
    if (setting) return setting;
    const before = this.#literals[index - 1];
    if (!before || literal.start - before.end > 60) return undefined;
    if (!/^[\s,.()\w&!]*$/.test(this.#code.slice(before.end, literal.start))) return undefined;
    if (argvRoutes([before.value]).length > 0) return undefined;
    return argvRoutes([before.value, literal.value])[0];
  }

  /** An option that only an agent of this file has: alone it says nothing. */
  #isOfNamed(index: number): boolean {
    const words = this.#optionAt(index);
    if (!/^--[\w-]+$/.test(words[0] ?? '')) return false;
    return this.#namedAgents.some((program) => argvRoutes([program, ...words]).length > 0);
  }

  /** A string, and the next one where it can be its value. */
  #optionAt(index: number): string[] {
    const next = this.#isFollowed(index) ? index + 2 : index + 1;
    return this.#literals.slice(index, next).map(({ value }) => value);
  }

  /** The list in which a string stands begins with the name of a program that is no agent. */
  #isOfOtherProgram({ start, end }: Literal): boolean {
    const [from] = bracketsAround(this.#code, start, end);
    if (this.#code[from - 1] !== '[') return false;
    const first = this.#literals.find((other) => other.start >= from);
    return (
      first !== undefined && first.start < start && /^[\w./-]+$/.test(first.value) && isNoAgent(first.value)
    );
  }

  /** Programs of other agents in this file, the one that stands nearest before a string first. */
  #namedFrom(index: number): readonly string[] {
    const before = this.#literals.slice(0, index).map(({ value }) => value);
    return [...this.#namedAgents].sort((a, b) => before.lastIndexOf(b) - before.lastIndexOf(a));
  }

  /** The value of an option is the next string, not one that a user of the program gives. */
  #isFollowed(index: number): boolean {
    const [option, value] = [this.#literals[index], this.#literals[index + 1]];
    if (!option || !value || value.start - option.end > 60) return false;
    return /^[\s,.()\w&!]*$/.test(this.#code.slice(option.end, value.start));
  }

  /** `approvalPolicy: 'never'`: an option of the library of another agent. */
  #settingRoute(literal: Literal, { assigned, enclosing, before }: LiteralPlace): FoundRoute | undefined {
    const name = this.#keyBefore(literal) ?? (/[:=]\s*$/.test(before) ? assigned : undefined);
    if (name === undefined || (enclosing.length === 0 && !/=\s*$/.test(before))) return undefined;
    const off = otherAgentSetting(name, literal.value, this.#siblings(literal));
    return off && isNamedIn(`${this.#text.file.relative}\n${this.#text.text}`, off.agent)
      ? { route: 'other-agent-setting', ...off }
      : undefined;
  }

  /** Strings that are given to a name beside it, as options of one object or one call are. */
  #siblings({ start, end }: Literal): ReadonlyMap<string, string> {
    const [from, to] = bracketsAround(this.#code, start, end);
    const inside = this.#literals.filter((other) => other.start >= from && other.end <= to);
    return new Map(inside.map((one) => [placeOf(one, this.#code).assigned ?? '', one.value]));
  }

  /** `permissionMode: 'bypassPermissions'` and its like; a type or a comparison is none. */
  #modeRoute(literal: Literal, { before, after }: LiteralPlace): RouteId | undefined {
    if (literal.value !== 'bypassPermissions' || /^\s*\|/.test(after)) return undefined;
    const code = before.slice(-240);
    const key = this.#keyBefore(literal);
    if (/default_?mode["'`\s]*\]?\s*(?::=|=|:)\s*$/i.test(code) || key === 'defaultMode')
      return 'default-mode-setting';
    if (/\b(?:type|interface|enum)\b[^;{}]*$/.test(code) || namesItself.test(code)) return undefined;
    return givesMode(code) || /permission[_-]?mode/i.test(key ?? '') ? 'sdk-mode-option' : undefined;
  }

  /** A default value of the option in a parser of command lines: `add_argument("--permission-mode", default=…)`. */
  #isOptionDefault(literal: Literal, { before }: LiteralPlace): boolean {
    if (literal.value !== 'bypassPermissions' || literal.start >= this.#testFrom) return false;
    if (!/\bdefault(?:_value)?\s*(?:=|:|\()\s*$/.test(before)) return false;
    return this.#literals.some(
      ({ value, end }) =>
        end <= literal.start && literal.start - end < 300 && /^--?permission-?mode$/.test(value),
    );
  }

  /** A key that is itself a string: `{"permissionMode": "bypassPermissions"}`. */
  #keyBefore(literal: Literal): string | undefined {
    const before = this.#literals.findLast((other) => other.end <= literal.start);
    if (!before || !/^\s*\]?\s*(?::|=>|=)\s*$/.test(this.#code.slice(before.end, literal.start)))
      return undefined;
    return before.value;
  }

  #word(found: FoundRoute, literal: Literal, place: LiteralPlace): void {
    if (isCompared(place) && !isExtraArgument(literal, place)) return;
    if (literal.start >= this.#testFrom) {
      if (!startsInTest(place) || modeSettings.has(found.route)) return;
    } else if (!this.#isHandedOn(place) && !isStarted(place)) {
      if (this.#speaks(literal, place) || isFiltered(place) || this.#isLookedFor(place)) return;
    }
    this.#add(found, literal);
  }

  /** The name that has the string is handed to what starts a program, somewhere else in the file. */
  #isHandedOn(place: LiteralPlace): boolean {
    return holdersOf(place).some((name) => useOfName(name, this.#code) === 'started');
  }

  /** The name is only looked for in something else. */
  #isLookedFor(place: LiteralPlace): boolean {
    return holdersOf(place).some((name) => useOfName(name, this.#code) === 'compared');
  }

  /** `"claude --flag …"` as a string: only where it can be a command. */
  #commandLine(literal: Literal, place: LiteralPlace): void {
    const started = isStarted(place);
    if (literal.start >= this.#testFrom && !startsInTest(place)) return;
    if (isCompared(place) || (this.#speaks(literal, place) && !this.#isHandedOn(place))) return;
    if ((isFiltered(place) || this.#isLookedFor(place)) && !started && !this.#isHandedOn(place)) return;
    const names = namesAround(place);
    if (literal.lines && !started && !names.some(isScriptName) && !/^\s*#!/.test(literal.value)) return;
    const line = this.#text.firstLine + this.#lineOf(literal.textStart ?? literal.start) - 1;
    const around = this.#around(literal);
    const alias = names.some((name) => /alias/i.test(name));
    const inner = scanShell({
      source: literal.value.replace(editorCommand, ''),
      line,
      surroundings: alias ? { ...around, scope: hostScope(around.scope, 'shell-profile') } : around,
      written: this.#text.written,
      mustNameAgent: true,
    });
    const to = this.#endLine(literal);
    for (const site of inner) {
      const kind = alias ? 'definition' : site.kind;
      this.#sites.push({ ...site, kind, ...(!literal.lines && { from: line, to }) });
    }
  }

  /** Printed, documented, or a statement of its own as documentation strings are. */
  #speaks(literal: Literal, place: LiteralPlace): boolean {
    const [inner] = place.enclosing;
    if (inner?.called && roleOfCall(inner.name) === 'speaks') return true;
    if (inner && !inner.called && roleOfName(inner.name) === 'speaks') return true;
    if (place.bareCall !== undefined && roleOfCall(place.bareCall) === 'speaks') return true;
    if (place.assigned !== undefined && roleOfName(place.assigned) === 'speaks') return true;
    const { before } = place;
    if (/(?:throw|raise|assert|throw new \w+)\s*\(?\s*[frb]?$/.test(before)) return true;
    return literal.lines && /(?:^|[\n:{}])\s*[rfbu]?$/i.test(before.slice(-200));
  }

  /** Settings and options of the SDK whose value is no string: `allowDangerouslySkipPermissions: true`. */
  #options(): void {
    if (this.#testFrom === 0) return;
    const { text, firstLine } = this.#text;
    const product = text.slice(0, this.#testFrom);
    for (const [index, line] of product.split('\n').entries()) {
      if (!/permission/i.test(line)) continue;
      for (const route of settingExpressions(line)) {
        if (route === 'default-mode-setting' || !this.#isCode(index + 1, line)) continue;
        const at = firstLine + index;
        this.#sites.push({
          route,
          kind: 'definition',
          line: at,
          from: at,
          to: at,
          surroundings: this.#surroundings,
        });
      }
    }
  }

  /** Not wholly in a comment or in one string. */
  #isCode(line: number, source: string): boolean {
    const code = this.#codeLines[line - 1] ?? '';
    return switchedOn.test(code) && source.trim() !== '';
  }

  #add(found: FoundRoute, literal: Literal): void {
    const line = this.#line(literal);
    const to = this.#endLine(literal);
    const { route, agent, ceiling } = found;
    this.#sites.push({
      route,
      ...(agent !== undefined && { agent }),
      ...(ceiling !== undefined && { ceiling }),
      kind: 'definition',
      line,
      from: line,
      to,
      surroundings: this.#around(literal),
    });
  }

  /** Guard and isolation among the strings close by: `["docker", "run", …]`, `env: { IS_SANDBOX: '1' }`. */
  #around(literal: Literal): Surroundings {
    const guard = guardAt(this.#guards, literal.start);
    const index = this.#literals.indexOf(literal);
    const near = this.#literals
      .slice(Math.max(0, index - 20), index)
      .filter(
        ({ end }) => literal.start - end < 800 && !this.#code.slice(end, literal.start).match(/;|\n\n|\n\}/),
      );
    const isolation = launchOf(
      near.map(({ value }) => value),
      emptyEnvironment,
    ).isolation;
    const words = near
      .map(({ value }) => /^IS_SANDBOX=(\w*)$/.exec(value)?.[1])
      .filter((value) => value !== undefined);
    return {
      ...this.#surroundings,
      ...(guard ? { guard } : words.includes('1') && { guard: 'is-sandbox' as const }),
      ...(isolation !== 'none' && { isolation }),
    };
  }

  #line(literal: Literal): number {
    return this.#text.firstLine + this.#lineOf(literal.start) - 1;
  }

  #endLine(literal: Literal): number {
    return this.#text.firstLine + this.#lineOf(literal.end - 1) - 1;
  }
}

/** A word that is no option, no agent, and no program that starts others. */
function isNoAgent(word: string): boolean {
  const { agentAt, carried } = launchOf([word, 'x'], emptyEnvironment);
  return !word.startsWith('-') && agentAt === undefined && !carried;
}

/** Options are followed by at most one plain word each; prose is not. */
function isProse(words: readonly string[]): boolean {
  return words.some((word, index) => /^[a-z]+$/.test(word) && /^[a-z]+$/.test(words[index + 1] ?? ''));
}

/** The names that have a string: of the list or map in which it stands, and of what the statement makes of it. */
function holdersOf({ assigned, statement, enclosing }: LiteralPlace): string[] {
  const list = enclosing.find((one) => !one.called && one.name !== '')?.name;
  // Inside of brackets, a name before the string is a key or a parameter.
  const own = enclosing.length === 0 ? assigned : list;
  return [own, statement].filter((name) => name !== undefined);
}

/** `extra_args={"dangerously-skip-permissions": None}`: the library puts the dashes before it. */
function isExtraArgument({ value }: Literal, { enclosing, assigned }: LiteralPlace): boolean {
  if (value !== 'dangerously-skip-permissions') return false;
  return [assigned ?? '', ...enclosing.map(({ name }) => name)].some((name) =>
    /extra_?args|cli_?args/i.test(name),
  );
}

/** The option is given an expression of which the string is one outcome: a default, a branch. */
function givesMode(code: string): boolean {
  const [, sign = '', rest = ''] =
    /permission_?mode["'`\s]*\]?\s*(:=|=(?![=>])|(?<!:):(?!:)|\()((?:(?!permission_?mode)[^;{}])*)$/is.exec(
      code,
    ) ?? [];
  if (
    sign === '' ||
    /[[<|]|\bLiteral|\bUnion|[=!]==?|\bin\b/.test(rest.replace(/\|\||\[\s*["'`\w. ]*\s*\]/g, ''))
  )
    return false;
  if (rest.includes('\n') && !/[(?:]\s*$/.test(rest) && sign === ':' && /^\s*\n/.test(rest)) return false;
  const outside = rest.replace(/\([^()]*\)/g, '');
  return (
    !outside.includes(',') ||
    /(?:get|env|getenv|or|default|fallback|unwrap_or|coalesce)\w*\([^()]*,[^()]*$/i.test(rest)
  );
}

function namesAround({ assigned, bareCall, enclosing }: LiteralPlace): string[] {
  return [assigned ?? '', bareCall ?? '', ...enclosing.slice(0, 3).map(({ name }) => name)];
}

function isFiltered({ assigned, enclosing }: LiteralPlace): boolean {
  const [innermost] = enclosing;
  if (innermost?.called) {
    const role = roleOfCall(innermost.name);
    if (role === 'starts') return false;
    if (role === 'filters') return true;
  }
  return [assigned ?? '', ...enclosing.slice(0, 3).map(({ name }) => name)].some(
    (name) => roleOfName(name) === 'filters',
  );
}

function startsInTest({ enclosing }: LiteralPlace): boolean {
  return enclosing.slice(0, 3).some(({ name, called }) => called && startsProcess(name));
}

/** Given to a call that starts a program, as far as its name says. */
function isStarted({ bareCall, enclosing }: LiteralPlace): boolean {
  const calls = enclosing.slice(0, 3).flatMap(({ name, called }) => (called ? [name] : []));
  return [...calls, bareCall ?? ''].some((name) => roleOfCall(name) === 'starts');
}

function isScriptName(name: string): boolean {
  return roleOfName(name) === 'scripts' || roleOfCall(name) === 'scripts';
}

function isCompared({ before, after }: LiteralPlace): boolean {
  return (
    /(?:[=!]==?|\bcase|\bin|\bwhen|=~|\bis|\bnot|-eq|-match|-contains|-like|\beq)\s*$/.test(before) ||
    /^\s*(?:[=!]==?|=>|\bin\b|\bnot in\b|-in\b)/.test(after) ||
    (/^\s*:(?!:)/.test(after) && !/\?\s*$/.test(before))
  );
}
