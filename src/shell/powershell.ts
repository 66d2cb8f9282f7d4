import type { Call } from './call.ts';
import { type Field, plainField } from './field.ts';
import { forkScope, type Scope } from './scope.ts';
import { emptyStream, joinOrigins, type Origin, type Stream, unknownStream } from './stream.ts';
import { windowsVariable } from './windows-variables.ts';

const longestCode = 64 * 1024;
const deepestBlock = 12;
const mostStatements = 500;

/**
 * Walks through PowerShell as far as cmdlets, pipes, blocks, variables and literals go: enough for what is typed at a
 * prompt, no interpreter. https://learn.microsoft.com/powershell/scripting/lang-spec/chapter-02
 */
export function runPowerShell(call: Call, code: string, changes: Partial<Scope> = {}): Stream {
  if (code.length > longestCode) call.analysis.problem('oversized');
  const wrappers = [...call.scope.wrappers, call.program];
  const scope = forkScope(call.scope, { wrappers, hasBackslashes: true, ...changes });
  return new PowerShell(call, scope).run(code.slice(0, longestCode), 0);
}

class PowerShell {
  readonly #call: Call;
  readonly #scope: Scope;
  #left = mostStatements;

  constructor(call: Call, scope: Scope) {
    this.#call = call;
    this.#scope = scope;
  }

  run(code: string, depth: number): Stream {
    if (depth > deepestBlock) {
      this.#call.analysis.problem('too-deep');
      return unknownStream;
    }
    let last: Stream = emptyStream;
    for (const statement of split(code, isStatementEnd)) {
      this.#left -= 1;
      if (this.#left < 0) {
        this.#call.analysis.problem('too-deep');
        break;
      }
      last = this.#statement(statement.trim(), depth);
    }
    return last;
  }

  #statement(statement: string, depth: number): Stream {
    if (statement === '' || statement.startsWith('#')) return emptyStream;
    const assigned = /^\$(?:(?:global|script|local|env):)?(\w+)\s*\+?=(?!=)\s*([\s\S]*)$/.exec(statement);
    if (!assigned?.[1]) return this.#pipeline(statement, depth);
    const stream = this.#pipeline(assigned[2] ?? '', depth);
    const { text = `$${assigned[1]}`, origins } = stream;
    const field = { text, dynamic: stream.text === undefined, glob: false, origins };
    this.#scope.variables.set(assigned[1], { fields: [field], origins });
    return emptyStream;
  }

  #pipeline(text: string, depth: number): Stream {
    let stream: Stream = emptyStream;
    for (const stage of split(text, (at) => (text[at] === '|' ? 1 : 0))) {
      stream = this.#stage(stage.trim(), stream, depth);
    }
    return stream;
  }

  #stage(stage: string, stdin: Stream, depth: number): Stream {
    const words = split(stage, (at) => (/\s/.test(stage[at] ?? '') ? 1 : 0)).filter(
      (word) => word.trim() !== '',
    );
    const origins = this.#methods(stage);
    const fields: Field[] = [];
    for (const word of words) fields.push(...this.#word(word, depth));
    const [first, ...rest] = fields;
    const [head = ''] = words;
    if (!first) return { origins: [...new Set([...stdin.origins, ...origins])] };
    if (first.text === '&' || first.text === '.') return this.#start(rest, stdin);
    if (
      /^(?:if|else|elseif|while|for|foreach|try|catch|finally|switch|function|param|return|do)(?:\(|$)/i.test(
        head,
      )
    )
      return unknownStream;
    if (/^["'($[@{]/.test(head)) return streamOf(first, [...origins, ...joinOrigins(fields)]);
    return this.#start(fields, stdin);
  }

  #start(fields: readonly Field[], stdin: Stream): Stream {
    return this.#call.machine.runFields(fields, Object.assign(this.#scope, { stdin }));
  }

  /** One word: a block and a parenthesis are walked through, a string and a variable become text. */
  #word(word: string, depth: number): Field[] {
    const block = /^[@$]?[({]([\s\S]*)[)}][^)}]*$/.exec(word);
    if (block?.[1] !== undefined && block[1] !== word) {
      const stream = this.run(block[1], depth + 1);
      const origins = [...new Set([...stream.origins, ...this.#methods(word)])];
      return [
        { text: stream.text ?? word.slice(0, 200), dynamic: stream.text === undefined, glob: false, origins },
      ];
    }
    if (/^(['"]).*\1\s*,\s*['"]/.test(word)) return [this.#expanded(word.replace(/['"]/g, ''))];
    if (word.startsWith("'")) return [plainField(word.slice(1).replace(/'$/, ''))];
    return [this.#expanded(word.replace(/^"([\s\S]*)"$/, '$1'))];
  }

  #expanded(word: string): Field {
    let isDynamic = false;
    const origins: Origin[] = [];
    const text = word
      .replace(/`(.)/g, '$1')
      .replace(/\$\{?(?:env:)?(\w+)\}?|%(\w+)%/gi, (whole, name?: string, old?: string) => {
        const value = this.#variable(name ?? old ?? '');
        origins.push(...(value?.origins ?? []));
        if (!value || value.dynamic) isDynamic = true;
        return value && !value.dynamic ? value.text : whole;
      });
    return { text, dynamic: isDynamic, glob: /[*?]/.test(text), origins };
  }

  #variable(name: string): Field | undefined {
    return windowsVariable(name, this.#scope, this.#call.analysis.context);
  }

  /** Methods that fetch, decode and write without a cmdlet. */
  #methods(text: string): Origin[] {
    const origins: Origin[] = [];
    const fetched =
      /\.(?:DownloadString|DownloadData|DownloadFile|OpenRead|GetStringAsync)\(\s*["']([^"'\n]{1,2000})["'](?:\s*,\s*["']([^"'\n]{1,1000})["'])?/i.exec(
        text,
      );
    if (fetched?.[1]) {
      this.#call.network(fetched[2] ? 'download' : 'connect', fetched[1]);
      if (fetched[2]) this.#call.write(plainField(fetched[2]), { origins: ['from-network'] });
      origins.push('from-network');
    }
    if (/FromBase64String\(/i.test(text)) origins.push('encoded');
    const gone = /\[(?:System\.)?IO\.(?:File|Directory)\]::Delete\(\s*["']([^"'\n]{1,1000})["']/i.exec(text);
    if (gone?.[1]) this.#call.delete(plainField(gone[1]), { traits: ['recursive'] });
    return origins;
  }
}

function streamOf(field: Field, origins: readonly Origin[]): Stream {
  const all = [...new Set(origins)];
  return field.dynamic ? { origins: all } : { text: field.text, origins: all };
}

/** How many characters end a statement at this place; 0 for none. */
function isStatementEnd(at: number, text: string): number {
  const character = text[at];
  if (character === ';' || character === '\n' || character === '\r') return 1;
  return text.startsWith('&&', at) || text.startsWith('||', at) ? 2 : 0;
}

/** Splits outside of quotes, parentheses and braces. */
function split(text: string, endAt: (at: number, text: string) => number): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '`') at += 1;
    else if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '(' || character === '{') depth += 1;
    else if (character === ')' || character === '}') depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      const width = endAt(at, text);
      if (width > 0) {
        parts.push(text.slice(from, at));
        at += width - 1;
        from = at + 1;
      }
    }
  }
  parts.push(text.slice(from));
  return parts;
}
