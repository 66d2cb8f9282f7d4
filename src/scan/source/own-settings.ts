import { type OffPrompts, ownFileSetting, unattendedAgents } from '../other-agents.ts';
import { bracketsAround, opensBlock } from './literal-place.ts';
import type { ProgramStrings } from './program-strings.ts';
import type { Literal } from './read-literals.ts';
import { keyOf } from './record-program.ts';
import { writesSomewhere } from './written-settings.ts';

const deepest = 6;
/** `programs.opencode.settings = ` */
const dottedKey = /([A-Za-z_$][\w$-]*(?:\.[\w$-]+)+)\s*=\s*$/;
/** Languages whose attributes become files of programs. */
const ofAttributes = /^(?:nix|pkl|cue|jsonnet|libsonnet)$/;

/**
 * Whose prompts a string switches off in a record that becomes a file of the agent: `programs.opencode.settings = {
 * permission = "allow"; }`, or a map that a program writes into `opencode.json`.
 */
export function ownSetting(
  strings: ProgramStrings,
  literal: Literal,
  extension: string,
): OffPrompts | undefined {
  const keys = keysOf(strings, literal);
  if (keys.length === 0) return undefined;
  for (const { name, unattended } of unattendedAgents) {
    const file = fileOf(strings, unattended.ownSettings?.files);
    const isWritten = file !== undefined && writesSomewhere.test(strings.code);
    const at = ofAttributes.test(extension) ? keys.findIndex((key) => key.split(/[-/.]/).includes(name)) : -1;
    if (at === -1 && !isWritten) continue;
    for (const [index] of keys.entries()) {
      if (index <= at) continue;
      const off = ownFileSetting(file ?? `${name}.json`, keys.slice(index), literal.value);
      if (off?.agent === name) return off;
    }
  }
  return undefined;
}

function fileOf({ literals }: ProgramStrings, files: RegExp | undefined): string | undefined {
  return files && literals.find(({ value }) => value.length < 200 && files.test(value))?.value;
}

/** The keys under which a string stands, outermost first. */
function keysOf(strings: ProgramStrings, literal: Literal): string[] {
  const keys: string[] = [];
  let { start, end } = literal;
  for (let level = 0; level < deepest; level += 1) {
    const key =
      dottedKey.exec(strings.code.slice(Math.max(0, start - 160), start))?.[1] ?? keyOf(strings, start);
    if (key === undefined) break;
    keys.unshift(...key.split('.'));
    const [from, to] = bracketsAround(strings.code, start, end);
    if (strings.code[from - 1] !== '{' || opensBlock(strings.code, from - 1)) break;
    [start, end] = [from - 1, to + 1];
  }
  return keys;
}
