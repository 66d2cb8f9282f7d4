import { argvRoutes } from '../argv-routes.ts';
import type { ScannedText } from '../form.ts';
import {
  isNamedIn,
  isUnaskedSubcommand,
  otherAgentSetting,
  takesSwitchingValue,
  unattendedAgents,
} from '../other-agents.ts';
import type { RouteId } from '../routes.ts';
import type { Site } from '../site.ts';
import { importedPrograms } from './imported-program.ts';
import { type LiteralPlace, placeOf } from './literal-place.ts';
import { holdersOf, isExtraArgument } from './literal-use.ts';
import { ownSetting } from './own-settings.ts';
import { isReturnedAsOption, ownerProgram, programInName } from './owner-program.ts';
import { adding, programBeside } from './program-beside.ts';
import type { ProgramStrings } from './program-strings.ts';
import type { Literal } from './read-literals.ts';
import { recordProgram } from './record-program.ts';
import { settingCall } from './setting-calls.ts';
import { startedProgram } from './started-program.ts';

/** A route that a string takes, and whose prompts where the route does not say. */
export type FoundRoute = Pick<Site, 'route' | 'agent' | 'ceiling'>;

/** `PermissionModeBypassPermissions PermissionMode = "…"`: a name for the mode, which chooses none. */
const namesItself = /bypass_?permissions\b[^;\n]{0,60}(?::=|=)\s*$/i;

/** Which route a string of a program takes, by its words and by what stands around it. */
export class StringRoutes {
  readonly #text: ScannedText;
  readonly #strings: ProgramStrings;
  readonly #testFrom: number;
  /** Programs of other agents that the file is about. */
  readonly #namedAgents: readonly string[];
  /** Of these agents, programs whose names others have, too. */
  readonly #sharedPrograms: readonly string[];

  /** @param testFrom where the tests of the file begin */
  constructor(text: ScannedText, strings: ProgramStrings, testFrom: number) {
    this.#text = text;
    this.#strings = strings;
    this.#testFrom = testFrom;
    const { file, neighbours } = text;
    const imported = neighbours ? importedPrograms(file.name, text.text, neighbours) : [];
    const isTelling = (program: string) =>
      unattendedAgents.some(({ programs }) => programs.includes(program));
    this.#namedAgents = [...agentsNamedIn(file.name, strings.literals), ...imported.filter(isTelling)];
    this.#sharedPrograms = [
      ...sharedProgramsIn(text, strings.literals),
      ...imported.filter((program) => !isTelling(program)),
    ];
  }

  /** A string that is one word of a command line, or several options; alone or with its value in the next string. */
  ofWord(literal: Literal, index: number): FoundRoute | undefined {
    const words = literal.value.trim().split(/\s+/);
    if (words.length > 1 && (!words[0]?.startsWith('-') || isProse(words))) return undefined;
    const [own] = argvRoutes(words);
    if (own) return own.route === 'prompt-tool-flag' && !this.#strings.isFollowed(index) ? undefined : own;
    const given = words.length === 1 ? this.#strings.optionAt(index) : words;
    const named = this.#namedFrom(index);
    const lead = this.#subcommandsBefore(literal, index);
    const takenWith = (program: string) =>
      argvRoutes([program, ...lead, ...given]).filter(({ index: at }) =>
        words.length > 1 ? at > lead.length : at === lead.length + 1,
      );
    const others = named.flatMap((program) => takenWith(program).slice(0, 1));
    const place = placeOf(literal, this.#strings.code);
    // A short option is anyone's: only the program beside it says whose.
    const beside = words[0]?.startsWith('-') ? programBeside(this.#strings, index) : undefined;
    const [ofBeside] = beside === undefined ? [] : takenWith(beside);
    if (ofBeside) return ofBeside;
    const isAlone = beside === undefined && !this.#strings.isOfOtherProgram(literal);
    if (isAlone && words[0]?.startsWith('--') && others[0]) return others[0];
    const owner = isAlone ? this.#ownerOf(literal, place) : undefined;
    const [ofOwner] = owner === undefined ? [] : takenWith(owner);
    if (ofOwner) return ofOwner;
    if (isExtraArgument(literal, place) || this.#isGivenDashes(literal))
      return { route: 'skip-permissions-flag' };
    const setting = this.#settingRoute(literal, place) ?? this.#ownSetting(literal);
    if (setting) return setting;
    const before = this.#strings.literals[index - 1];
    if (!before || literal.start - before.end > 60) return undefined;
    if (!/^[\s,.()\w&!]*$/.test(this.#strings.code.slice(before.end, literal.start))) return undefined;
    if (argvRoutes([before.value]).length > 0) return undefined;
    return argvRoutes([before.value, literal.value])[0];
  }

  /** An option that only an agent of this file has: alone it says nothing. */
  isOfNamed(index: number): boolean {
    const words = this.#strings.optionAt(index).flatMap((word) => word.trim().split(/\s+/));
    if (!/^--?[A-Za-z][\w-]*$/.test(words[0] ?? '')) return false;
    const literal = this.#strings.literals[index];
    const owner = literal && this.#ownerOf(literal, placeOf(literal, this.#strings.code));
    const lead = literal ? this.#subcommandsBefore(literal, index) : [];
    const record = takesSwitchingValue(words[0] ?? '') ? recordProgram(this.#strings, index) : undefined;
    const own = [owner, record].filter((program) => program !== undefined);
    return [...this.#namedAgents, ...this.#sharedPrograms, ...own].some(
      (program) => argvRoutes([program, ...lead, ...words]).length > 0,
    );
  }

  /** A list in a function or class that is called after an agent holds options of that one. */
  #ownerOf(literal: Literal, place: LiteralPlace): string | undefined {
    const { enclosing, before } = place;
    const [inner] = enclosing;
    const { code } = this.#strings;
    const isListed =
      (inner && (!inner.called || adding.test(inner.name))) ||
      /[[(]\s*$/.test(before) ||
      isReturnedAsOption(code, literal.start);
    // A short option in a list that is called something else is something else.
    const isOption =
      literal.value.startsWith('--') || !inner?.name || listName.test(inner.name) || inArm.test(before);
    if (!isListed || !isOption) return undefined;
    const named = holdersOf(place).map(programInName);
    return (
      named.find((program) => program !== undefined) ??
      ownerProgram(code, literal.start) ??
      startedProgram(this.#strings, literal)
    );
  }

  /** `["exec", "--full-auto"]` */
  #subcommandsBefore({ start }: Literal, index: number): readonly string[] {
    const near = this.#strings.literals.slice(Math.max(0, index - 6), index);
    return near
      .filter(({ end, value }) => {
        if (start - end > 300 || !isUnaskedSubcommand(value)) return false;
        return !/[\]};]|\n\s*\n/.test(this.#strings.code.slice(end, start));
      })
      .map(({ value }) => value);
  }

  /** Programs of other agents in this file, the one that stands nearest before a string first. */
  #namedFrom(index: number): readonly string[] {
    const before = this.#strings.literals.slice(0, index).map(({ value }) => value);
    return [...this.#namedAgents].sort((a, b) => before.lastIndexOf(b) - before.lastIndexOf(a));
  }

  /** `['dangerously-skip-permissions'].map { |flag| "--#{flag}" }` */
  #isGivenDashes({ value, end }: Literal): boolean {
    if (value !== 'dangerously-skip-permissions' || !/claude/i.test(this.#text.text)) return false;
    return this.#strings.literals.some(
      (other) => other.start > end && other.start - end < dashesWithin && dashes.test(other.value),
    );
  }

  /** `permission = "allow"` in what becomes a file of the agent. */
  #ownSetting(literal: Literal): FoundRoute | undefined {
    const off = ownSetting(this.#strings, literal, this.#text.file.extension);
    return off && { route: 'other-agent-setting', ...off };
  }

  /** `approvalPolicy: 'never'`: an option of the library of another agent. */
  #settingRoute(literal: Literal, { assigned, enclosing, before }: LiteralPlace): FoundRoute | undefined {
    const set = settingCall(this.#strings, literal);
    const key =
      set?.key ?? this.#strings.keyBefore(literal) ?? (/[:=]\s*$/.test(before) ? assigned : undefined);
    // `config.approval_policy = …`, `$env:NAME = …`, `$NAME = …`
    const name = key?.replace(/^.*[.:$]/, '');
    if (name === undefined || (enclosing.length === 0 && !/=\s*$/.test(before))) return undefined;
    const off = otherAgentSetting(name, literal.value, set?.beside ?? this.#strings.siblings(literal));
    return off && isNamedIn(`${this.#text.file.relative}\n${this.#text.text}`, off.agent)
      ? { route: 'other-agent-setting', ...off }
      : undefined;
  }

  /** `permissionMode: 'bypassPermissions'` and its like; a type or a comparison is none. */
  ofMode(literal: Literal, { before, after }: LiteralPlace): RouteId | undefined {
    if (literal.value !== 'bypassPermissions' || /^\s*\|/.test(after)) return undefined;
    const code = before.slice(-240);
    const key = this.#strings.keyBefore(literal);
    if (/default_?mode["'`\s]*\]?\s*(?::=|=|:)\s*$/i.test(code) || key === 'defaultMode')
      return 'default-mode-setting';
    if (/\b(?:type|interface|enum)\b[^;{}]*$/.test(code) || namesItself.test(code)) return undefined;
    return givesMode(code) || /permission[_-]?mode/i.test(key ?? '') ? 'sdk-mode-option' : undefined;
  }

  /** A default value of the option in a parser of command lines: `add_argument("--permission-mode", default=…)`. */
  isOptionDefault(literal: Literal, { before }: LiteralPlace): boolean {
    if (literal.value !== 'bypassPermissions' || literal.start >= this.#testFrom) return false;
    if (!/\bdefault(?:_value)?\s*(?:=|:|\()\s*$/.test(before)) return false;
    return this.#strings.literals.some(
      ({ value, end }) =>
        end <= literal.start && literal.start - end < 300 && /^--?permission-?mode$/.test(value),
    );
  }
}

const dashes = /^--(?:#\{\w+\}|\$\{?\w+\}?|\{\w*\}|%s)?$/;
const dashesWithin = 600;

const listName = /args|argv|flags|opt|cmd|command|param|switch|extra|vec!/i;
/** `Yolo => ["--skip-trust", `: what stands before the arrow is a pattern. */
const inArm = /=>\s*(?:new\s*)?(?:vec!)?[[{(](?:\s*,)*\s*$/;

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

/** `agent` is the program of one only where the file names that one, too. */
function sharedProgramsIn({ file, text }: ScannedText, literals: readonly Literal[]): string[] {
  const words = new Set(literals.map(({ value }) => value));
  return unattendedAgents.flatMap(({ name, sharedPrograms }) => {
    const shared = sharedPrograms.filter((program) => words.has(program));
    const isNamed = shared.length > 0 && `${file.relative}\n${text}`.toLowerCase().includes(name);
    return isNamed ? shared : [];
  });
}

/** Options are followed by at most one plain word each; prose is not. */
function isProse(words: readonly string[]): boolean {
  return words.some((word, index) => /^[a-z]+$/.test(word) && /^[a-z]+$/.test(words[index + 1] ?? ''));
}

/** The option is given an expression of which the string is one outcome: a default, a branch. */
function givesMode(code: string): boolean {
  const [, sign = '', rest = ''] =
    /permission_?mode["'`\s]*\]?\s*(:=|=(?![=>])|(?<!:):(?!:)|\()((?:(?!permission_?mode(?!\s*(?:\?\?|\|\|)))[^;{}])*)$/is.exec(
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
