import { lineIndex } from '../data/line-index.ts';
import { settingExpressions, switchedOn } from '../data/setting-expressions.ts';
import { plainSurroundings, type ScannedText } from '../form.ts';
import { emptyEnvironment } from '../guard-environment.ts';
import { hostScope } from '../host-scope.ts';
import { launchOf } from '../launch/launch-of.ts';
import { mayTakeRoute } from '../may-take-route.ts';
import { isSettingValue } from '../other-agents.ts';
import { withProgram } from '../placeholder.ts';
import type { RouteId } from '../routes.ts';
import { scanShell } from '../shell/scan-shell.ts';
import type { Site, Surroundings } from '../site.ts';
import { libraryContainer } from './container-calls.ts';
import { guardAt, programGuards } from './environment-guard.ts';
import type { Language } from './languages.ts';
import { libraryApprovals } from './library-approvals.ts';
import { listContainer } from './list-container.ts';
import { type LiteralPlace, placeOf } from './literal-place.ts';
import {
  holdersOf,
  isCompared,
  isExtraArgument,
  isFiltered,
  isScriptName,
  isSetOnMember,
  isStarted,
  namesAround,
  speaks,
  startsInTest,
} from './literal-use.ts';
import { givenModes, modeConstants } from './mode-constants.ts';
import { useOfName } from './name-uses.ts';
import { isInTextFunction } from './owner-program.ts';
import { ProgramStrings } from './program-strings.ts';
import { type Literal, readLiterals } from './read-literals.ts';
import { readTree } from './read-tree.ts';
import { recordProgram } from './record-program.ts';
import { isGiven, isGivenLater, isPattern, sdkNames } from './sdk-names.ts';
import { isAttribute, isNameShown, showsPages } from './shown-text.ts';
import { isRunHere, startsHere } from './starting-calls.ts';
import { type FoundRoute, StringRoutes } from './string-routes.ts';
import { isDetectionPath, testRegionStart } from './test-regions.ts';
import { fileInString } from './whole-files.ts';
import { writtenRules, writtenSettings } from './written-settings.ts';

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

const modeSettings: ReadonlySet<RouteId> = new Set<RouteId>(['sdk-mode-option', 'default-mode-setting']);
const longestString = 200_000;
/** What an editor runs in its terminal: `:terminal claude`, `<cmd>split | term claude<cr>`. */
const editorCommand = /^(?:<cmd>|:)(?:\w+\s*\|\s*)?(?:term(?:inal)?!?|!)\s*|<cr>$/gi;

/** `aliases['name'] = …` */
const namedAlias = /\baliases\s*\[[^\]\n]*\]\s*=\s*$/;

/** What Nix puts right before a word: `${prefix}claude`. */
const gluedBefore = /(?<=^|[\s;&|])\$\{[^{}\n]*\}(?=[A-Za-z_])/g;

/** Descriptions of machines, whose commands run when they are made. */
const runByReader = /^(?:tf|hcl)$/;
/** Languages whose backticks run what stands in them. */
const runningMarks = /^(?:rb|rake|php|pl|pm|cr|jl)$/;
/** A statement of PowerShell that begins with what runs its words. */
const runningStatement =
  /(?:^|[\n;{|])[ \t]*(?:&[ \t]*)?(?:Start-Process|Start-Job|Invoke-Expression|Invoke-Command|iex|wsl(?:\.exe)?|wt|pwsh|powershell|cmd|ssh|docker|podman|bash|tmux)\b[^\n=;]*$/i;
/** What runs a template of JavaScript: https://google.github.io/zx/api, https://bun.sh/docs/runtime/shell */
const runningTag = /(?:\$|\b(?:execa(?:Command)?|shell|sh))(?:\([^()]*\))?$/;

/** A function that hands its words on: shell text, whatever the program does with it. */
const shellFunction = /^[ \t]*[\w-]+[ \t]*\(\)[ \t]*\{[^}]*"\$@"/m;

/** A command that a sentence names; where the string is run as a command, a shell would run it. */
const quotedInProse = /`[^`\n]*`/g;

class SourceScanner {
  readonly #text: ScannedText;
  readonly #strings: ProgramStrings;
  readonly #routes: StringRoutes;
  readonly #codeLines: readonly string[];
  readonly #lineOf: (offset: number) => number;
  readonly #testFrom: number;
  readonly #surroundings: Surroundings;
  readonly #guards: ReturnType<typeof programGuards>;
  readonly #sites: Site[] = [];

  constructor({ text, language, surroundings }: SourceScan) {
    this.#text = text;
    const parts = readTree(text.text, text.file.extension) ?? readLiterals(text.text, language);
    this.#strings = new ProgramStrings(parts);
    this.#codeLines = parts.code.split('\n');
    this.#lineOf = lineIndex(text.text);
    this.#testFrom = text.test || isDetectionPath(text.file.relative) ? 0 : testRegionStart(parts.code);
    this.#surroundings = surroundings ?? text.outer ?? plainSurroundings('source-code');
    this.#guards = programGuards(text.text);
    this.#routes = new StringRoutes(text, this.#strings, this.#testFrom);
  }

  scan(): Site[] {
    for (const [index, literal] of this.#strings.literals.entries()) {
      if (literal.value.length > longestString) continue;
      if (!mayTakeRoute(literal.value) && !isSettingValue(literal.value) && !this.#routes.isOfNamed(index))
        continue;
      const place = placeOf(literal, this.#strings.code);
      if (this.#routes.isOptionDefault(literal, place)) {
        this.#add({ route: 'bypass-mode-flag' }, literal);
        continue;
      }
      const mode = this.#routes.ofMode(literal, place);
      const found = this.#routes.ofWord(literal, index) ?? (mode && { route: mode });
      if (found) this.#word(found, literal, place);
      else if (/\s/.test(literal.value)) this.#commandLine(this.#filled(literal, index), place);
    }
    this.#options();
    this.#names();
    this.#approvals();
    this.#writtenFiles();
    return this.#sites;
  }

  /** Names of libraries and of the program's own constants that stand for the mode or the flag. */
  #names(): void {
    if (this.#testFrom === 0) return;
    for (const { route, pattern, isWhole } of sdkNames) {
      for (const { index, 0: name } of this.#strings.code.matchAll(pattern)) {
        const before = this.#strings.code.slice(Math.max(0, index - 200), index);
        const after = this.#strings.code.slice(index + name.length, index + name.length + 40);
        const isDefinition = /\b(?:fn|func|def|function|fun)\s+$|\benum\b[^}]*$/.test(before);
        const isTaken =
          isWhole || isGiven(before, after) || isGivenLater(before, this.#strings.code.slice(index));
        if (!isDefinition && !isPattern(before, name) && isTaken) this.#at(route, index);
      }
    }
    const constants = modeConstants(this.#strings.literals, this.#strings.code);
    for (const { offset } of givenModes(constants, this.#strings.code)) this.#at('sdk-mode-option', offset);
  }

  #approvals(): void {
    for (const { agent, offset } of libraryApprovals(this.#text.text, this.#strings.code)) {
      this.#at('other-agent-setting', offset, agent);
    }
  }

  /** Configuration of an agent that the program writes, in the format of its file. */
  #writtenFiles(): void {
    for (const { path, parts } of writtenSettings(this.#strings)) {
      const [first] = parts;
      if (!first || first.start >= this.#testFrom || this.#isLookedFor(placeOf(first, this.#strings.code)))
        continue;
      const lines = parts.flatMap((part) => this.#linesOf(part));
      const text = parts.map(({ value }) => value.replace(/\n$/, '')).join('\n');
      for (const site of this.#text.written(path, text, 1, this.#around(first))) {
        const line = lines[site.line - 1] ?? this.#line(first);
        this.#sites.push({ ...site, kind: 'definition', line, from: line, to: line });
      }
    }
    for (const rule of writtenRules(this.#strings)) {
      if (rule.start < this.#testFrom) this.#add({ route: 'blanket-allow-rule' }, rule);
    }
  }

  /** The line of the program on which each line of a string stands. */
  #linesOf(part: Literal): number[] {
    const first = this.#text.firstLine + this.#lineOf(part.textStart ?? part.start) - 1;
    const count = part.value.replace(/\n$/, '').split('\n').length;
    return Array.from({ length: count }, (_, index) => (part.lines ? first + index : first));
  }

  #at(route: RouteId, offset: number, agent?: string): void {
    if (offset >= this.#testFrom) return;
    const line = this.#text.firstLine + this.#lineOf(offset) - 1;
    const guard = guardAt(this.#guards, offset);
    const surroundings = { ...this.#surroundings, ...(guard && { guard }) };
    const whose = agent === undefined ? {} : { agent };
    const kind = this.#kindAt({ start: offset, end: offset });
    this.#sites.push({ route, ...whose, kind, line, from: line, to: line, surroundings });
  }

  /** The words of a call that starts a session start it; what is kept for one, in a list or a record, defines it. */
  #kindAt(stretch: Pick<Literal, 'start' | 'end'>): Site['kind'] {
    return startsHere(placeOf(stretch, this.#strings.code)) ? 'invocation' : 'definition';
  }

  #word(found: FoundRoute, literal: Literal, place: LiteralPlace): void {
    if (isCompared(place) && !isExtraArgument(literal, place)) return;
    if (literal.start >= this.#testFrom) {
      if (!startsInTest(place) || modeSettings.has(found.route)) return;
    } else if (!this.#isHandedOn(place) && !isStarted(place)) {
      if (speaks(literal, place) || isFiltered(place) || this.#isLookedFor(place)) return;
      if (isInTextFunction(this.#strings.code, literal.start)) return;
    }
    this.#add(found, literal);
  }

  /** The name that has the string is handed to what starts a program, somewhere else in the file. */
  #isHandedOn(place: LiteralPlace): boolean {
    return holdersOf(place).some((name) => useOfName(name, this.#strings.code) === 'started');
  }

  /** An element of a page shows it, or copies it for people. */
  #isShown(place: LiteralPlace): boolean {
    if (!showsPages(this.#text.file.extension)) return false;
    const { code } = this.#strings;
    return isAttribute(place.before) || holdersOf(place).some((name) => isNameShown(name, code));
  }

  /** The name is only looked for in something else. */
  #isLookedFor(place: LiteralPlace): boolean {
    if (isSetOnMember(place)) return false;
    return holdersOf(place).some((name) => useOfName(name, this.#strings.code) === 'compared');
  }

  /** `"{command} --flag …"` in a record that names the program. */
  #filled(literal: Literal, index: number): Literal {
    const value = withProgram(literal.value, recordProgram(this.#strings, index));
    return value === literal.value ? literal : { ...literal, value };
  }

  /** `"claude --flag …"` as a string: only where it can be a command. */
  #commandLine(literal: Literal, place: LiteralPlace): void {
    const started = isStarted(place);
    if (literal.start >= this.#testFrom && !startsInTest(place)) return;
    const isShell = literal.lines && shellFunction.test(literal.value);
    const isReturned = isShell && /(?:\{|\.write_text\()\s*$/.test(place.before);
    if (isCompared(place) || (speaks(literal, place) && !isReturned && !this.#isHandedOn(place))) return;
    if (isInTextFunction(this.#strings.code, literal.start) && !started) return;
    if (this.#isShown(place) && !started && !this.#isHandedOn(place)) return;
    if ((isFiltered(place) || this.#isLookedFor(place)) && !started && !this.#isHandedOn(place)) return;
    const names = namesAround(place);
    const line = this.#text.firstLine + this.#lineOf(literal.textStart ?? literal.start) - 1;
    const around = this.#around(literal);
    const file = literal.lines ? fileInString(literal.value) : undefined;
    if (file !== undefined) {
      const inside = this.#text.written(file, literal.value, line, around);
      this.#sites.push(...inside.map((site) => ({ ...site, kind: 'definition' as const })));
      return;
    }
    if (literal.lines && !started && !isShell && !names.some(isScriptName) && !/^\s*#!/.test(literal.value))
      return;
    const alias = names.some((name) => /alias/i.test(name)) || namedAlias.test(place.before);
    const isNix = this.#text.file.extension === 'nix';
    const command = literal.value.replace(isNix ? gluedBefore : editorCommand, '');
    const inner = scanShell({
      source: started ? command : command.replace(quotedInProse, (quoted) => '_'.repeat(quoted.length)),
      line,
      surroundings: alias ? { ...around, scope: hostScope(around.scope, 'shell-profile') } : around,
      written: this.#text.written,
      mustNameAgent: true,
    });
    const to = this.#endLine(literal);
    for (const site of inner) {
      const kind = alias || isShell || !this.#isRun(literal, place) ? 'definition' : site.kind;
      this.#sites.push({ ...site, kind, ...(!literal.lines && { from: line, to }) });
    }
  }

  /** Handed to what runs it, in marks that run what they hold, or in a file whose reader runs it. */
  #isRun({ start }: Literal, place: LiteralPlace): boolean {
    const { text, file } = this.#text;
    if (isRunHere(place) || runByReader.test(file.extension)) return true;
    if (runningMarks.test(file.extension) && /^(?:`|%x)/.test(text.slice(start, start + 2))) return true;
    if (/^ps[dm]?1$/.test(file.extension) && runningStatement.test(place.before)) return true;
    return text[start] === '`' && runningTag.test(place.before);
  }

  /** Settings and options of the SDK whose value is no string: `allowDangerouslySkipPermissions: true`. */
  #options(): void {
    if (this.#testFrom === 0) return;
    const { text, firstLine } = this.#text;
    const product = text.slice(0, this.#testFrom);
    let end = 0;
    for (const [index, line] of product.split('\n').entries()) {
      const start = end;
      end += line.length + 1;
      if (!/permission/i.test(line)) continue;
      for (const route of settingExpressions(line)) {
        if (route === 'default-mode-setting' || !this.#isCode(index + 1, line)) continue;
        const at = firstLine + index;
        const offset = start + Math.max(0, line.search(/allow/i));
        this.#sites.push({
          route,
          kind: this.#kindAt({ start: offset, end: offset }),
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
      kind: this.#kindAt(literal),
      line,
      from: line,
      to,
      surroundings: this.#around(literal),
    });
  }

  /** Guard and isolation among the strings close by: `["docker", "run", …]`, `env: { IS_SANDBOX: '1' }`. */
  #around(literal: Literal): Surroundings {
    const guard = guardAt(this.#guards, literal.start);
    const index = this.#strings.literals.indexOf(literal);
    const near = this.#strings.literals
      .slice(Math.max(0, index - 20), index)
      .filter(
        ({ end }) =>
          literal.start - end < 800 && !this.#strings.code.slice(end, literal.start).match(/;|\n\n|\n\}/),
      );
    const launched = launchOf(
      near.map(({ value }) => value),
      emptyEnvironment,
    ).isolation;
    const place = placeOf(literal, this.#strings.code);
    const own = launched === 'none' ? libraryContainer(place, this.#text.text) : launched;
    const isolation = own === 'none' ? listContainer(this.#strings, literal, this.#text.text) : own;
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
