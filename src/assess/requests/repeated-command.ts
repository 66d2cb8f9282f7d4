import type { Finding } from '../../detect/finding.ts';
import { tellsOfPast } from './deeds.ts';
import { isNegating } from './negation.ts';

const shortestCommand = 8;
const longestText = 8192;

/** What stands before a command that somebody orders: a mark of a list, a prompt, "please run". */
const lead =
  /^(?:[\s>*+•\-–$#%]|\d{1,2}[.)]\s|`{1,3}(?:bash|sh|shell|console)?)*(?:(?:and|then|now|next|please|just|run|execute|do|use|try|call|bitte|führe|exécute|ejecuta|运行|执行|実行)[\s:]+){0,4}`*/iu;

/**
 * How words hold the very command of a finding, as a line of its own or behind "run": as an order, or as what somebody
 * tells of, asks about or forbids.
 */
export function repeatedCommand(
  words: string,
  { arguments: lines, subject }: Finding,
): 'ordered' | 'spoken of' | undefined {
  const commands = [subject, ...lines.flatMap((line) => line.split(separator))].map(plain).filter(isCommand);
  if (commands.length === 0) return undefined;
  const said = words.slice(0, longestText).split(separator);
  const places = said.flatMap((line, index) => (holds(line, commands) ? [index] : []));
  if (places.length === 0) return undefined;
  const isOrder = (index: number) => {
    const before = said.slice(0, index).findLast((earlier) => /\p{L}/u.test(earlier)) ?? '';
    return ![before, said[index] ?? ''].some((text) => isSpokenOf(text, commands));
  };
  return places.some(isOrder) ? 'ordered' : 'spoken of';
}

const separator = /\n|&&|\|\||;/;

function holds(line: string, commands: readonly string[]): boolean {
  const order = plain(line.replace(lead, ''));
  return commands.some((command) => order === command || order.startsWith(`${command} `));
}

function isCommand(text: string): boolean {
  return text.length >= shortestCommand && /^[\w./~-]+\s+\S/.test(text);
}

/** The words around a command, without the command itself, which may hold any of them. */
function isSpokenOf(text: string, commands: readonly string[]): boolean {
  const around = commands.reduce((left, command) => left.replace(command, ' '), plain(text)).toLowerCase();
  return isNegating(around) || tellsOfPast.test(around) || /\?\s*$/.test(around);
}

function plain(text: string): string {
  return text.replace(/[`]/g, '').replace(/\s+/g, ' ').trim();
}
