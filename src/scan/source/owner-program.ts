import { unattendedAgents } from '../other-agents.ts';

/** What declares something that has a body: its name, and how far it is indented. */
interface Owner {
  readonly name: string;
  readonly indent: number;
}

const keyword =
  /^([ \t]*)(?:[\w@.]+[ \t]+)*?(?:fn|def|func|fun|function|sub|class|struct|object|module|trait|impl(?:<[^>\n]*>)?(?:[ \t]+[\w:<>]+[ \t]+for)?)[ \t]+(?:\([^)\n]*\)[ \t]*)?([A-Za-z_]\w*)/;
/** `private static string[] Codex(string mode) =>`, `buildCodexArgs(prompt: string): string[] {` */
const method =
  /^([ \t]*)(?:[\w<>[\],.?@]+[ \t]+)*([A-Za-z_]\w*)[ \t]*\([^;\n]*\)[^;\n=]{0,80}(?:=>|\{|\bwhere\b)[^;\n]*$|^([ \t]*)(?:(?:const|let|var|export)[ \t]+)+([A-Za-z_]\w*)[^=\n]*=[ \t]*(?:async[ \t]*)?\([^\n]*=>/;
const statement =
  /^(?:if|for|while|switch|match|catch|return|with|when|using|lock|foreach|else|elif|unless)$/;

/** Words that programs are called by, and much else is as well: they need one of these beside them. */
const common = /^(?:cursor|goose|amp|droid|crush|cline|kiro|vibe|hermes|iflow|continue|cn|q|pi|auggie)$/;
const role =
  /^(?:agent|cli|command|binary|executable|bin|runner|driver|harness|executor|launcher|backend|provider)$/;

/**
 * The agent's program after which the function or the class is called that holds an offset: `codexArgs`,
 * `impl Agent for CursorAgent`. The innermost that names one counts.
 */
export function ownerProgram(code: string, offset: number): string | undefined {
  for (const { name } of ownersOf(code, offset)) {
    const program = programInName(name);
    if (program !== undefined) return program;
  }
  return undefined;
}

/** What gives people a text: `skipLabel`, `help_text`. */
const givesText = /(?:label|help|help_?text|usage|hint|description|tooltip|placeholder|caption|banner)s?$/i;

/** Whether the innermost function around an offset is called after a text that it gives people. */
export function isInTextFunction(code: string, offset: number): boolean {
  const [inner] = ownersOf(code, offset);
  return inner !== undefined && givesText.test(inner.name);
}

/** What gives a program its options: `defaultExtraArgs`, `yolo_flags`. */
const givesOptions = /(?:args|arguments|flags|options|params)$/i;

/** Whether a function that is called after options gives back what stands at an offset. */
export function isReturnedAsOption(code: string, offset: number): boolean {
  if (!/(?:\breturn|=>)\s*$/.test(code.slice(Math.max(0, offset - 40), offset))) return false;
  const [inner] = ownersOf(code, offset);
  return inner !== undefined && givesOptions.test(inner.name);
}

/** The agent's program that the words of a name have among them: `CODEX_ARGS`, `GeminiCli`. */
export function programInName(name: string): string | undefined {
  return programNamed(wordsOf(name));
}

const linesAtMost = 400;

/** Innermost first: each stands before the one inside it, and less far to the right. */
function ownersOf(code: string, offset: number): Owner[] {
  const lines = code.slice(0, offset).split('\n').reverse().slice(0, linesAtMost);
  const owners: Owner[] = [];
  let indent = Number.POSITIVE_INFINITY;
  for (const [index, line] of lines.entries()) {
    // The line of the string itself is cut off at it.
    if (line.trim() === '' && index > 0) continue;
    const own = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    if (own >= indent && index > 0) continue;
    const owner = ownerOn(line);
    if (owner && owner.indent < indent) owners.push(owner);
    indent = Math.min(indent, own);
    if (indent === 0 && owner) break;
  }
  return owners;
}

function ownerOn(line: string): Owner | undefined {
  const found = keyword.exec(line) ?? method.exec(line);
  const name = found?.[2] ?? found?.[4];
  if (name === undefined || statement.test(name)) return undefined;
  return { name, indent: (found?.[1] ?? found?.[3] ?? '').length };
}

function programNamed(words: readonly string[]): string | undefined {
  for (const { name, programs } of unattendedAgents) {
    const [program] = programs;
    if (program === undefined) continue;
    const whole = programs.find((one) => holds(words, one.split('-')) && !common.test(one));
    if (whole !== undefined) return whole;
    const at = words.indexOf(name);
    if (at !== -1 && (!common.test(name) || role.test(words[at + 1] ?? ''))) return program;
  }
  return undefined;
}

function holds(words: readonly string[], sought: readonly string[]): boolean {
  return words.some((_, at) => sought.every((word, index) => words[at + index] === word));
}

/** `buildCodexArgs`, `build_codex_args` → `build`, `codex`, `args`. */
function wordsOf(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_')
    .filter((word) => word !== '');
}
