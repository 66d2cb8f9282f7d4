import { Call } from './call.ts';
import { type Field, plainField } from './field.ts';
import { itemsOf, loopOver, namedField } from './powershell-items.ts';
import { readMethods } from './powershell-methods.ts';
import { groupsIn, isPipe, isStatementEnd, isUnbalanced, splitPowerShell } from './powershell-text.ts';
import { renamed, valuesIn, withoutRedirections, wordsOf } from './powershell-words.ts';
import { forkScope, type Scope } from './scope.ts';
import {
  emptyStream,
  joinOrigins,
  joinStreams,
  namesStream,
  type Origin,
  type Stream,
  unknownStream,
} from './stream.ts';
import { windowsVariable } from './windows-variables.ts';

const longestCode = 64 * 1024;
const deepestBlock = 12;
const mostStatements = 500;
const mostInString = 50;

/** Their conditions and blocks are walked through. https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_reserved_words */
const keyword =
  /^(?:if|else|elseif|while|until|for|foreach|try|catch|finally|switch|function|filter|param|return|throw|exit|break|continue|do|begin|process|end|trap)(?:[({]|$)/i;
const unreadKeyword = /^(?:class|enum|using|workflow|configuration|data|dynamicparam)$/i;
const stringList = /^(?:(['"])[^'"]*\1\s*,\s*)+['"][^'"]*['"]?$/;
/** Of a thing that lies somewhere, these say where. */
const variableInText = /\$\{?(?:env:)?(\w+)\}?(\.(?:FullName|PSPath|Path|ProviderPath|Name)\b)?|%(\w+)%/gi;

/** What prints its value and starts no program. */
const expressionHead = /^["'($[@{!+,-]|^\d[\d.]*$/;

/**
 * Walks through PowerShell as far as cmdlets, pipes, blocks, variables and literals go: enough for what is typed at a
 * prompt, no interpreter. What it does not read is a problem of the line.
 * https://learn.microsoft.com/powershell/scripting/lang-spec/chapter-02
 */
export function runPowerShell(call: Call, code: string, changes: Partial<Scope> = {}): Stream {
  if (code.length > longestCode) call.analysis.problem('oversized');
  if (isUnbalanced(code.slice(0, longestCode))) call.analysis.problem('syntax-error', code);
  const wrappers = [...call.scope.wrappers, call.program];
  const scope = forkScope(call.scope, { wrappers, hasBackslashes: true, ...changes });
  return new PowerShell(call, scope).run(code.slice(0, longestCode), 0);
}

class PowerShell {
  readonly #call: Call;
  readonly #scope: Scope;
  #left = mostStatements;

  constructor({ program, machine }: Call, scope: Scope) {
    this.#call = new Call({ program, argv: [], scope, machine, effects: [] }, {}, []);
    this.#scope = scope;
  }

  run(code: string, depth: number): Stream {
    if (depth > deepestBlock) {
      this.#call.analysis.problem('too-deep');
      return unknownStream;
    }
    let last: Stream = emptyStream;
    for (const statement of splitPowerShell(code, isStatementEnd)) {
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
    if (statement === '') return emptyStream;
    const assigned =
      /^(?:\[[\w.[\]]+\]\s*)?\$(?:(?:global|script|local|env):)?(\w+)\s*[-+*/]?=(?!=)\s*([\s\S]*)$/.exec(
        statement,
      );
    if (!assigned?.[1]) return this.#pipeline(statement, depth);
    const stream = this.#pipeline(assigned[2] ?? '', depth);
    const { text = `$${assigned[1]}`, names: [name] = [], origins } = stream;
    const field =
      name === undefined
        ? { text, dynamic: stream.text === undefined, glob: false, origins }
        : namedField(name, origins);
    this.#scope.variables.set(assigned[1], { fields: [field], origins });
    return emptyStream;
  }

  #pipeline(text: string, depth: number): Stream {
    const [first = '', ...others] = splitPowerShell(text, isPipe);
    let stream = this.#firstStage(first.trim(), depth);
    let before = wordsOf(first)[0];
    for (const stage of others) {
      stream = this.#stage(stage.trim(), { stdin: stream, pipedFrom: before ?? 'shell', depth });
      before = wordsOf(stage)[0];
    }
    return stream;
  }

  #firstStage(stage: string, depth: number): Stream {
    const words = wordsOf(stage);
    const [head = ''] = words;
    if (unreadKeyword.test(head)) this.#call.analysis.problem('code-not-read', stage);
    if (!keyword.test(head)) return this.#stage(stage, { stdin: emptyStream, depth });
    if (/^return$/i.test(head)) return this.#firstStage(words.slice(1).join(' '), depth);
    const loop = loopOver(words);
    if (loop) return this.#loop(loop, depth);
    return { origins: joinOrigins(words.flatMap((word) => this.#word(word, depth))) };
  }

  /** `foreach ($x in values) { … }`: the body with each of the values. */
  #loop({ variable, values, body }: NonNullable<ReturnType<typeof loopOver>>, depth: number): Stream {
    return this.#forEach(this.#pipeline(values, depth + 1), variable, () =>
      joinStreams([
        emptyStream,
        ...body.flatMap((word) => this.#word(word, depth)).map(({ origins }) => ({ origins })),
      ]),
    );
  }

  #forEach(stream: Stream, variable: string, run: () => Stream): Stream {
    const before = this.#scope.variables.get(variable);
    const outputs = itemsOf(stream).map((field) => {
      this.#scope.variables.set(variable, { fields: [field], origins: field.origins });
      return run();
    });
    if (before) this.#scope.variables.set(variable, before);
    else this.#scope.variables.delete(variable);
    return joinStreams([emptyStream, ...outputs]);
  }

  /** A stage that has a block for each thing that comes through the pipe. */
  #stage(stage: string, around: Surroundings): Stream {
    const [head = ''] = wordsOf(stage);
    if (around.pipedFrom === undefined || !/^(?:%|\?|foreach|foreach-object|where|where-object)$/i.test(head))
      return this.#oneStage(stage, around);
    const output = this.#forEach(around.stdin, '_', () => this.#oneStage(stage, around));
    return /^(?:\?|where)/i.test(head) ? around.stdin : output;
  }

  #oneStage(stage: string, { stdin, pipedFrom, depth }: Surroundings): Stream {
    const { words, targets } = withoutRedirections(wordsOf(stage));
    const [head = ''] = words;
    const fields = words.flatMap((word) => this.#word(word, depth));
    const fed = { stdin, ...(pipedFrom !== undefined && { pipedFrom }) };
    const output = this.#started(head, fields, fed);
    for (const { target, isAppending } of targets) {
      for (const field of this.#word(target, depth)) {
        this.#call.write(field, output, { changes: isAppending });
      }
    }
    return output;
  }

  #started(head: string, fields: readonly PowerShellField[], fed: Partial<Scope>): Stream {
    const [first, ...rest] = fields;
    if (!first) return unknownStream;
    if (first.text !== '&' && first.text !== '.') {
      if (expressionHead.test(head)) return streamOf(first, joinOrigins(fields));
      return this.#start(fields, fed);
    }
    const [called] = rest;
    if (called?.isBlock) return { origins: called.origins };
    const isMade = called?.dynamic && called.text.startsWith('(');
    return this.#start(isMade ? [plainField('iex'), called] : rest, fed);
  }

  #start(fields: readonly Field[], fed: Partial<Scope>): Stream {
    const { stdin, pipedFrom } = this.#scope;
    const output = this.#call.machine.runFields(
      renamed(fields, fed.pipedFrom !== undefined),
      Object.assign(this.#scope, fed),
    );
    Object.assign(this.#scope, { stdin, pipedFrom });
    return output;
  }

  /** One word: a block and a parenthesis are walked through, a string and a variable become text. */
  #word(word: string, depth: number): PowerShellField[] {
    if (stringList.test(word)) return [this.#expanded(word.replace(/['"]/g, ''))];
    if (word.startsWith("'") && word.endsWith("'")) return [plainField(word.slice(1, -1))];
    const origins = readMethods(this.#call, word);
    const streams = this.#insides(word).map((inside) => this.run(inside, depth + 1));
    const [only] = streams;
    const all = [...new Set([...origins, ...joinOrigins(streams)])];
    if (/^[@$]?[({]/.test(word)) {
      const isWhole =
        streams.length === 1 && /^\$?\([\s\S]*\)(?:\.(?:FullName|Path|PSPath|Name))?$/i.test(word);
      const [name] = (isWhole && only?.names) || [];
      if (name !== undefined) return [namedField(name, all)];
      const text = isWhole ? only?.text : undefined;
      const isBlock = word.startsWith('{');
      return [
        { text: text ?? word.slice(0, 200), dynamic: text === undefined, glob: false, origins: all, isBlock },
      ];
    }
    const field = this.#expanded(word.replace(/^"([\s\S]*)"$/, '$1'));
    const isPart = streams.length > 0;
    return [
      { ...field, dynamic: field.dynamic || isPart, origins: [...new Set([...field.origins, ...all])] },
    ];
  }

  /** Of a table only the values are code; of a string only `$( … )`. */
  #insides(word: string): readonly string[] {
    if (!word.startsWith('"'))
      return groupsIn(word).flatMap(({ text, isTable }) => (isTable ? valuesIn(text) : [text]));
    const starts = [...word.matchAll(/\$\(/g)].map(({ index }) => index + 1);
    if (starts.length > mostInString) this.#call.analysis.problem('too-deep');
    return starts.slice(0, mostInString).flatMap((at) => {
      const [inside] = groupsIn(word.slice(at, -1));
      if (!inside) this.#call.analysis.problem('syntax-error', word);
      return inside ? [inside.text] : [];
    });
  }

  #expanded(word: string): Field {
    let isDynamic = false;
    const origins: Origin[] = [];
    const text = word
      .replace(/`(.)/g, '$1')
      .replace(variableInText, (whole, name?: string, property?: string, old?: string) => {
        const value = windowsVariable(name ?? old ?? '', this.#scope, this.#call.analysis.context);
        origins.push(...(value?.origins ?? []));
        if (!value || value.dynamic) isDynamic = true;
        if (!value || (value.dynamic && !value.glob)) return whole;
        return value.glob || property === undefined ? value.text : value.text + property;
      });
    return { text, dynamic: isDynamic, glob: /[*?]/.test(text), origins };
  }
}

interface Surroundings {
  readonly stdin: Stream;
  readonly pipedFrom?: string;
  readonly depth: number;
}

interface PowerShellField extends Field {
  /** A block, walked through where it stands. */
  readonly isBlock?: boolean;
}

function streamOf(field: Field, origins: readonly Origin[]): Stream {
  const all = [...new Set(origins)];
  if (field.dynamic && field.glob) return namesStream([field.text], all);
  return field.dynamic ? { origins: all } : { text: field.text, origins: all };
}
