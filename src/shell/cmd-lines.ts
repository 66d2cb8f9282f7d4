/** A redirection of a command of `cmd`. */
interface CmdRedirection {
  readonly operator: '<' | '>' | '>>';
  /** As written, variables not expanded. */
  readonly target: string;
}

/** One command of a line, as words; variables are not expanded. */
export interface CmdCommand {
  readonly words: readonly string[];
  readonly redirections: readonly CmdRedirection[];
  /** It reads what the command before it prints. */
  readonly isPiped: boolean;
}

const mostCommands = 500;

/**
 * Takes source of `cmd` apart: `&`, `&&`, `||`, `|`, groups, quotes, `^` escapes and redirections. Conditions and loops
 * are told by their first word and stay in front of the command that they hold.
 * https://learn.microsoft.com/windows-server/administration/windows-commands/cmd
 * @returns at most 500 commands, and whether that was all
 */
export function cmdCommands(source: string): {
  readonly commands: readonly CmdCommand[];
  readonly isWhole: boolean;
} {
  const reader = new LineReader(source);
  return { commands: reader.read(), isWhole: reader.isAtEnd };
}

class LineReader {
  readonly #source: string;
  readonly #commands: CmdCommand[] = [];
  #words: string[] = [];
  #redirections: CmdRedirection[] = [];
  #operator: CmdRedirection['operator'] | undefined;
  #word: string | undefined;
  #isPiped = false;
  #groups = 0;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#source.length;
  }

  read(): readonly CmdCommand[] {
    while (!this.isAtEnd && this.#commands.length < mostCommands) this.#step();
    this.#endCommand(false);
    return this.#commands;
  }

  #step(): void {
    const character = this.#source[this.#at] ?? '';
    this.#at += 1;
    if (character === '^') this.#add(this.#escaped());
    else if (character === '"') this.#quoted();
    else if (character === '\n' || character === '\r') this.#endCommand(false);
    else if (character === '&' || character === '|') this.#connector(character);
    else if (character === '<' || character === '>') this.#redirection(character);
    else if (character === '(' && this.#opensGroup()) this.#group();
    else if (character === ')' && this.#groups > 0) this.#endGroup();
    else if (/\s/.test(character)) this.#endWord();
    else this.#add(character);
  }

  #add(text: string): void {
    this.#word = (this.#word ?? '') + text;
  }

  #escaped(): string {
    const next = this.#source[this.#at] ?? '';
    this.#at += next === '\r' ? 2 : 1;
    return next === '\n' || next === '\r' ? '' : next;
  }

  /** A quote that nothing ends goes to the end of the line. */
  #quoted(): void {
    const rest = /^[^"\r\n]*/.exec(this.#source.slice(this.#at))?.[0] ?? '';
    this.#at += rest.length + (this.#source[this.#at + rest.length] === '"' ? 1 : 0);
    this.#add(rest);
  }

  #connector(character: string): void {
    const isDouble = this.#source[this.#at] === character;
    if (isDouble) this.#at += 1;
    this.#endCommand(character === '|' && !isDouble);
  }

  #redirection(character: '<' | '>'): void {
    const isAppending = character === '>' && this.#source[this.#at] === '>';
    if (isAppending) this.#at += 1;
    const isNumber = /^\d$/.test(this.#word ?? '');
    if (isNumber) this.#word = undefined;
    this.#endWord();
    if (this.#source[this.#at] === '&') this.#at += 2;
    else this.#operator = isAppending ? '>>' : character;
  }

  /** Elsewhere a parenthesis is a character like others: `echo (x)`. */
  #opensGroup(): boolean {
    if (this.#word !== undefined) return false;
    return this.#words.length === 0 || /^(?:if|else|for)$/i.test(this.#words[0] ?? '');
  }

  /** The values of a loop stay one word; everything else in parentheses is a command. */
  #group(): void {
    if (/^in$/i.test(this.#words.at(-1) ?? '')) {
      const values = /^[^)]*/.exec(this.#source.slice(this.#at))?.[0] ?? '';
      this.#at += values.length + 1;
      this.#words.push(values);
      return;
    }
    this.#groups += 1;
    this.#endCommand(false);
  }

  #endGroup(): void {
    this.#groups -= 1;
    this.#endCommand(false);
  }

  #endWord(): void {
    if (this.#word === undefined) return;
    if (this.#operator) this.#redirections.push({ operator: this.#operator, target: this.#word });
    else this.#words.push(this.#word);
    this.#operator = undefined;
    this.#word = undefined;
  }

  #endCommand(isPiping: boolean): void {
    this.#endWord();
    const [first] = this.#words;
    if (first !== undefined || this.#redirections.length > 0) {
      const words = first === undefined ? [] : [first.replace(/^@+/, ''), ...this.#words.slice(1)];
      this.#commands.push({ words, redirections: this.#redirections, isPiped: this.#isPiped });
    }
    this.#words = [];
    this.#redirections = [];
    this.#isPiped = isPiping;
  }
}
