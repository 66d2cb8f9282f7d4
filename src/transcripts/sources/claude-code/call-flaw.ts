import { listOf } from '../../../json-object.ts';
import { isMasked } from '../../../secrets/is-masked.ts';
import { inputOf } from '../../dialects/argument.ts';
import { claudeCode } from '../../dialects/claude-code/claude-code.ts';
import type { ToolMeaning } from '../../dialects/dialect.ts';
import { subjectNames } from '../../dialects/input-fields.ts';
import { unfamiliarCall } from '../../dialects/unfamiliar-call.ts';
import type { ScannedValue } from '../../scanner/scanned-value.ts';

/** Why a call does not say what it does. */
export interface Flaw {
  /**
   * `empty`: there is no input; `blanked`: nothing stands where the tool always has something; `foreign`: what the tool
   * needs is not there under its name or in its form; `twofold`: it stands there under two names; `repeated`: one name
   * stands there twice, with two values; `doubled`: with the same value; `silent`: the command prints nothing; `unfamiliar` and `idle`: the tool is not known, and its input holds something that it could work on,
   * or nothing of the kind.
   */
  readonly kind:
    | 'empty'
    | 'blanked'
    | 'nameless'
    | 'foreign'
    | 'twofold'
    | 'repeated'
    | 'doubled'
    | 'silent'
    | 'unfamiliar'
    | 'idle';
  /** The tool, and what its input has instead; the evidence's words. */
  readonly about: string;
}

const ownTools: ReadonlyMap<string, ToolMeaning> = new Map(Object.entries(claudeCode.tools));

/** A call as a block of a message writes it. */
export interface WrittenCall {
  readonly name: string | undefined;
  readonly input: ScannedValue | undefined;
}

/** In bytes; no mask is longer, and one that begins with a letter is a word. */
const longestMask = 200;
const longestWord = 12;

/** @returns undefined for a call that says what it does */
export function flawOf({ name: tool, input }: WrittenCall): Flaw | undefined {
  if (tool === undefined) return { kind: 'nameless', about: '' };
  const repetition = input?.repeatsName;
  if (repetition) return { kind: repetition === 'same' ? 'doubled' : 'repeated', about: tool };
  const meaning = ownTools.get(tool);
  if (!meaning) return claudeCode.mcpTool(tool) ? undefined : unfamiliar(tool, input);
  const { needs } = meaning;
  if (needs === undefined) return undefined;
  if (input === undefined || isEmpty(input)) return { kind: 'empty', about: tool };
  const value = input.isObject ? input.named(needs) : undefined;
  if (value === undefined) return { kind: 'foreign', about: `${tool} with ${membersOf(input)}` };
  if (value.isNull || value.isBlank || (needs === meaning.subject && hidesAll(value, meaning)))
    return { kind: 'blanked', about: tool };
  if (!value.isString) return { kind: 'foreign', about: `${tool} with ${needs} that is no text` };
  return flawBeside(needs, { tool, meaning, input });
}

interface KnownCall {
  readonly tool: string;
  readonly meaning: ToolMeaning;
  readonly input: ScannedValue;
}

/** The tool is told what to work on, and what else its input says, or does not say. */
function flawBeside(needs: string, { tool, meaning, input }: KnownCall): Flaw | undefined {
  const { kind, content, replaces } = meaning;
  const other = kind === 'shell' ? otherNames.find((name) => saysText(input.named(name))) : undefined;
  if (other !== undefined) return { kind: 'twofold', about: `${tool} with ${needs} and ${other}` };
  const isUnwritten = content !== undefined && (input.named(content)?.isNull ?? true);
  if (isUnwritten || (replaces && replacesNothing(input, replaces))) return { kind: 'blanked', about: tool };
  return kind === 'shell' && isSilent(input.named(needs)) ? { kind: 'silent', about: tool } : undefined;
}

/** Names under which no version of a shell's tool takes a command line. */
const otherNames = subjectNames('shell').filter((name) => name !== 'command');

function saysText(value: ScannedValue | undefined): boolean {
  return value?.isString === true && !value.isBlank;
}

/** An edit from nothing to nothing is refused; a tool that takes a list of edits has them there. */
function replacesNothing(input: ScannedValue, replaces: readonly string[]): boolean {
  return [...replaces, 'edits'].every((name) => {
    const value = input.named(name);
    return value === undefined || value.isNull || value.isEmpty || (value.isArray && isEmpty(value));
  });
}

/** `true`, `:`, or comments alone. */
const silent = /^\s*(?:true|:|(?:#[^\n]*(?:\n\s*|$))+)\s*$/;
/** Letters with which such a command can begin. */
const silentInitials = 't:# ';

function isSilent(command: ScannedValue | undefined): boolean {
  if (command === undefined || command.sizeBytes > longestMask) return false;
  return silentInitials.includes(command.initial) && silent.test(command.text() ?? '');
}

function unfamiliar(tool: string, input: ScannedValue | undefined): Flaw | undefined {
  const told = unfamiliarCall(tool, inputOf(input));
  if (told === 'told') return undefined;
  return { kind: told === 'open' ? 'unfamiliar' : 'idle', about: tool };
}

function isEmpty(input: ScannedValue): boolean {
  if (input.isArray) return listOf(input.json()).length === 0;
  return input.isHollow || input.isNull || input.isBlank;
}

/** A prompt is not what is run. */
function hidesAll(value: ScannedValue, { kind }: ToolMeaning): boolean {
  if (kind === 'agent' || !value.isString || value.sizeBytes > longestMask) return false;
  if (value.sizeBytes > longestWord && /[\w/]/.test(value.initial)) return false;
  return isMasked(value.text() ?? '');
}

function membersOf(input: ScannedValue): string {
  if (!input.isObject) return input.isString ? 'a text' : 'no object';
  const names = input.members().map(({ name }) => name.text() ?? '');
  return names.length === 0 ? 'nothing' : names.join(', ');
}
