import { isAgentWord } from '../launch/agent-words.ts';
import { bracketsAround, opensBlock, placeOf } from './literal-place.ts';
import { programInName } from './owner-program.ts';
import { isNoAgent, type ProgramStrings } from './program-strings.ts';
import type { Literal } from './read-literals.ts';

const deepest = 4;
/** What the program is called in a record of how one is started. */
const programKey = /^(?:command|cmd|bin|binary|program|exe|executable|cli|tool|agent|file_?name)$/i;
/** A key that is a name of the program, before a value or a list of values. */
const keyBefore =
  /([A-Za-z_$][\w$-]*)["'\]]*\s*(?::|=>|=)\s*(?:vec!|&|Some\(|\[\]string|List\.of|new\s+\w+|\w+)?\s*$/;

/**
 * The program whose options a record, a map or a branch holds: `{ bin: "qwen", flags: ["-y"] }`, `"qwen": ["-y"]`,
 * `case "qwen": return ["-y"]`. Also where it is none of an agent; undefined where nothing says it.
 */
export function recordProgram(strings: ProgramStrings, index: number): string | undefined {
  const literal = strings.literals[index];
  if (!literal) return undefined;
  let { start, end } = literal;
  for (let level = 0; level < deepest; level += 1) {
    const key = keyOf(strings, start);
    const agent = key === undefined ? undefined : agentOfKey(key);
    if (agent !== undefined) return agent;
    const [from, to] = bracketsAround(strings.code, start, end);
    const open = strings.code[from - 1] ?? '';
    if (open === '' || !'([{'.includes(open) || opensBlock(strings.code, from - 1)) break;
    const program = open === '[' ? undefined : programAmong(strings, { from, to, key, literal });
    if (program !== undefined) return program;
    [start, end] = [from - 1, to + 1];
  }
  return programOfBranch(strings, literal);
}

/** `codex:`, `AgentType::Codex =>`, `geminiFlags =` */
function agentOfKey(key: string): string | undefined {
  const word = key.toLowerCase();
  return isAgentWord(word) ? word : programInName(key);
}

/** The name that a value is given in a map: a string, or a word of the program. */
export function keyOf(strings: ProgramStrings, start: number): string | undefined {
  const before = strings.literals.findLast(({ end }) => end <= start);
  const between = before && strings.code.slice(before.end, start);
  if (before && between !== undefined && /^\s*\]?\s*(?::|=>)\s*(?:\[\]string|vec!|&)?\s*$/.test(between))
    return before.value;
  return keyBefore.exec(strings.code.slice(Math.max(0, start - 120), start))?.[1];
}

interface Record {
  readonly from: number;
  readonly to: number;
  /** Of the value that holds the string. */
  readonly key: string | undefined;
  readonly literal: Literal;
}

/** Of the strings that stand directly in the same brackets: the one that is called the program, or names an agent. */
function programAmong(strings: ProgramStrings, { from, to, key, literal }: Record): string | undefined {
  const beside = strings.literals.filter((other) => {
    if (other === literal || other.start < from || other.end > to) return false;
    return bracketsAround(strings.code, other.start, other.end)[0] === from;
  });
  const programs = beside.filter((other) => programKey.test(nameOf(strings, other)));
  const named = programs.find(({ value }) => isAgentWord(value)) ?? programs[0];
  if (named) return isAgentWord(named.value) || isNoAgent(named.value) ? named.value : undefined;
  const agent = beside.find(({ value }) => isAgentWord(value));
  // In a map of agents, each key names the program of its own value.
  if (agent)
    return /^\s*\]?\s*(?::|=>)/.test(strings.code.slice(agent.end, agent.end + 8)) ? key : agent.value;
  const [first] = beside;
  const isListed = /[[,]\s*[\w.]*\s*$/.test(strings.code.slice(Math.max(0, from - 80), from - 1));
  return isListed && first && /^[a-z][\w-]*$/.test(first.value) ? first.value : undefined;
}

function nameOf(strings: ProgramStrings, literal: Literal): string {
  const key = strings.keyBefore(literal) ?? placeOf(literal, strings.code).assigned ?? '';
  return key.slice(key.lastIndexOf('.') + 1);
}

const branchReach = 600;

/** A branch of what chooses between agents; the names of modes choose none. */
function programOfBranch({ literals, code }: ProgramStrings, literal: Literal): string | undefined {
  const near = literals.filter(
    ({ start, end }) => end > literal.start - 4 * branchReach && start <= literal.end + branchReach,
  );
  const labels = near.filter(({ start, end }) => isLabel(code, start, end));
  if (!labels.some(({ value }) => isAgentWord(value))) return undefined;
  const label = labels.findLast(({ end }) => end <= literal.start);
  if (!label || literal.start - label.end > branchReach) return undefined;
  return isOpenUntil(code.slice(label.end, literal.start)) ? label.value : undefined;
}

/** `case "qwen":`, `"qwen" =>`. */
function isLabel(code: string, start: number, end: number): boolean {
  const after = code.slice(end, end + 12);
  return /^\s*=>/.test(after) || (/\bcase\s+$/.test(code.slice(start - 12, start)) && /^\s*[:)]/.test(after));
}

/** No bracket is closed that was opened before. */
function isOpenUntil(code: string): boolean {
  let depth = 0;
  for (const character of code) {
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character) && depth-- === 0) return false;
  }
  return true;
}
