import { Call } from './call.ts';
import { type Field, plainField } from './field.ts';
import { evaluatePowerShell } from './powershell-expressions.ts';
import { bind, type Definition, definedFunction, definitionOf } from './powershell-functions.ts';
import { itemsOf, loopOver, namedField } from './powershell-items.ts';
import { readMethods } from './powershell-methods.ts';
import { groupsIn, isPipe, isStatementEnd, isUnbalanced, splitPowerShell } from './powershell-text.ts';
import { entriesIn, renamed, valuesIn, withoutRedirections, wordsOf } from './powershell-words.ts';
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
const variableInText =
  /\$\{?(?:env:)?(\w+)\}?(\.(?:FullName|PSPath|Path|ProviderPath|Name|(?:CurrentUser|AllUsers)\w+)\b)?|%(\w+)%/gi;

/** What prints its value and starts no program. */
const expressionHead = /^["'($[@{!+,-]|^\d[\d.]*(?:,|\.\.|$)/;

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
  readonly #functions = new Map<string, Definition>();
  readonly #aliases = new Map<string, string>();
  /** Blocks and tables that variables hold, as written. */
  readonly #blocks = new Map<string, string>();
  readonly #tables = new Map<string, string>();
  #left = mostStatements;
  #depth = 0;

  constructor({ program, machine }: Call, scope: Scope) {
    this.#call = new Call({ program, argv: [], scope, machine, effects: [] }, {}, []);
    this.#scope = scope;
  }

  run(code: string, depth: number): Stream {
    if (depth > deepestBlock) {
      this.#call.analysis.problem('too-deep');
      return unknownStream;
    }
    const before = this.#depth;
    this.#depth = depth;
    const last = this.#statements(code, depth);
    this.#depth = before;
    return last;
  }

  #statements(code: string, depth: number): Stream {
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
    const [, given, value = ''] = assigned;
    const name = /^(?:\[[\w.[\]]+\]\s*)?\$env:/i.test(statement) ? given : given.toLowerCase();
    if (/^\{[\s\S]*\}$/.test(value)) this.#blocks.set(name, value.slice(1, -1));
    else this.#assign(name, value, depth);
    return emptyStream;
  }

  #assign(name: string, value: string, depth: number): void {
    const table = /^(?:\[ordered\])?@\{([\s\S]*)\}$/i.exec(value)?.[1];
    if (table !== undefined) this.#tables.set(name, table);
    const stream = this.#pipeline(value, depth);
    const list = expressionHead.test(value) ? this.#evaluated(value) : undefined;
    const { origins } = stream;
    const fields =
      list && list.length > 1 ? list.map((text) => plainField(text, origins)) : [fieldOf(stream, `$${name}`)];
    this.#scope.variables.set(name, { fields, origins });
  }

  /** The value of an expression of texts, where all of it is known. */
  #evaluated(source: string): readonly string[] | undefined {
    return evaluatePowerShell(source, {
      variable: (name) => {
        const bare = name.replace(/^\w+:/, '');
        const fields = this.#scope.variables.get(bare.toLowerCase())?.fields;
        const all = fields ?? [windowsVariable(bare, this.#scope, this.#call.analysis.context)];
        const texts = all.flatMap((field) => (field && !field.dynamic ? [field.text] : []));
        return texts.length === all.length ? texts : undefined;
      },
      expanded: (inside) => {
        const field = this.#expanded(inside.replaceAll('""', '"'));
        return field.dynamic || inside.includes('$(') ? undefined : field.text;
      },
    });
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
    const defined = definedFunction(stage);
    if (defined) {
      this.#functions.set(...defined);
      return emptyStream;
    }
    const decided = takenBranch(stage);
    if (decided !== undefined) return this.#firstStage(decided, depth);
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

  #oneStage(stage: string, around: Surroundings): Stream {
    const { stdin, pipedFrom, depth } = around;
    const { words, targets } = withoutRedirections(this.#splatted(wordsOf(stage)));
    const fed = { stdin, ...(pipedFrom !== undefined && { pipedFrom }) };
    const output = this.#calledBlock(words, around) ?? this.#commandOf(words, fed, depth);
    for (const { target, isAppending } of targets) {
      for (const field of this.#word(target, depth)) {
        this.#call.write(field, output, { changes: isAppending });
      }
    }
    return output;
  }

  #commandOf(words: readonly string[], fed: Partial<Scope>, depth: number): Stream {
    const [head = ''] = words;
    const fields = words.flatMap((word) => this.#word(word, depth));
    const value = expressionHead.test(head) ? this.#evaluated(words.join(' ')) : undefined;
    if (value) return { text: value.join('\n'), origins: joinOrigins(fields) };
    return this.#started(head, fields, fed);
  }

  /** `@name` stands for the names and values of a table. */
  #splatted(words: readonly string[]): readonly string[] {
    return words.flatMap((word) => {
      const name = /^@(\w+)$/.exec(word)?.[1]?.toLowerCase();
      const table = name === undefined ? undefined : this.#tables.get(name);
      if (table !== undefined) return entriesIn(table);
      return name === undefined ? [word] : [`$${name}`];
    });
  }

  /** `& { … } arguments`, `. $block arguments`, `Invoke-Command -ScriptBlock { … } -ArgumentList …`. */
  #calledBlock(words: readonly string[], { depth }: Surroundings): Stream | undefined {
    const [head = '', ...rest] = words;
    const isCalled = head === '&' || head === '.';
    const list = rest.findIndex((word) => /^-(?:ArgumentList|Args)$/i.test(word));
    if (!isCalled && list === -1) return undefined;
    const at = rest.findIndex((word) => this.#blockIn(word) !== undefined);
    const block = at === -1 || (isCalled && at > 0) ? undefined : this.#blockIn(rest[at] ?? '');
    if (block === undefined) return undefined;
    const given = isCalled ? rest.slice(1) : (rest[list + 1] ?? '').split(',');
    const fields = given.flatMap((word) => this.#word(word, depth));
    return this.#invoke(definitionOf(block), fields, depth);
  }

  #blockIn(word: string): string | undefined {
    if (/^\{[\s\S]*\}$/.test(word)) return word.slice(1, -1);
    const name = /^\$(\w+)$/.exec(word)?.[1]?.toLowerCase();
    return name === undefined ? undefined : this.#blocks.get(name);
  }

  #invoke(definition: Definition, given: readonly Field[], depth: number): Stream {
    const { values, others } = bind(definition, given);
    const { variables } = this.#scope;
    const own = new Map(variables);
    for (const { name, otherwise } of definition.parameters) {
      own.delete(name.toLowerCase());
      const [field] = otherwise === undefined ? [] : this.#word(otherwise, depth + 1);
      if (field) own.set(name.toLowerCase(), { fields: [field], origins: field.origins });
    }
    for (const [name, field] of values)
      own.set(name.toLowerCase(), { fields: [field], origins: field.origins });
    own.set('args', { fields: others, origins: joinOrigins(others) });
    this.#scope.variables = own;
    const output = this.run(definition.body, depth + 1);
    this.#scope.variables = variables;
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

  #start(given: readonly Field[], fed: Partial<Scope>): Stream {
    const { stdin, pipedFrom } = this.#scope;
    const [first, ...rest] = given;
    const name = first?.text.toLowerCase() ?? '';
    if (/^(?:set-alias|new-alias|sal|nal)$/.test(name)) return this.#setAlias(rest);
    const alias = this.#aliases.get(name);
    const fields = alias === undefined ? given : [plainField(alias), ...rest];
    const definition = this.#functions.get(fields[0]?.text.toLowerCase() ?? '');
    if (definition) return this.#invoke(definition, rest, this.#depth);
    const output = this.#call.machine.runFields(
      renamed(fields, fed.pipedFrom !== undefined),
      Object.assign(this.#scope, fed),
    );
    Object.assign(this.#scope, { stdin, pipedFrom });
    return output;
  }

  /** https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/set-alias */
  #setAlias(given: readonly Field[]): Stream {
    const { values, others } = bind(aliasParameters, given);
    const [name, value] = [values.get('name'), values.get('value')];
    if (name && value && others.length === 0) this.#aliases.set(name.text.toLowerCase(), value.text);
    return emptyStream;
  }

  /** One word: a block and a parenthesis are walked through, a string and a variable become text. */
  #word(word: string, depth: number): PowerShellField[] {
    if (/^@["']/.test(word)) {
      const text = this.#evaluated(word)?.join('\n');
      return [text === undefined ? this.#expanded(word.slice(2, -2).trim()) : plainField(text)];
    }
    const block = /^\$\w+$/.test(word) ? this.#blockIn(word) : undefined;
    if (block !== undefined)
      return [{ ...plainField(word, this.run(block, depth + 1).origins), isBlock: true }];
    const held = this.#held(word);
    if (held !== undefined) return [plainField(held)];
    if (stringList.test(word)) return [this.#expanded(word.replace(/['"]/g, ''))];
    if (word.startsWith("'") && word.endsWith("'")) return [plainField(word.slice(1, -1))];
    const origins = readMethods(this.#call, word, (given) => this.#word(given, depth + 1)[0]);
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

  /** A variable that holds a list, or an element or a method of what it holds. */
  #held(word: string): string | undefined {
    if (!/^\$\w+(?:$|\[|\.\w+\()/.test(word)) return undefined;
    const name = /^\$(\w+)$/.exec(word)?.[1]?.toLowerCase();
    if (name !== undefined && (this.#scope.variables.get(name)?.fields.length ?? 0) < 2) return undefined;
    return this.#evaluated(word)?.join(',');
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
        const isWhole = value.glob || property === undefined || /^\.(?:Current|All)User/i.test(property);
        return isWhole ? value.text : value.text + property;
      });
    return { text, dynamic: isDynamic, glob: /[*?]/.test(text), origins };
  }
}

const aliasParameters = definitionOf('param($name, $value, [switch]$force, $scope, $option)');

/** The branch of an `if` that a constant decides; undefined where none does. */
function takenBranch(stage: string): string | undefined {
  const [, condition = ''] = /^(?:if|while)\s*\(\s*(\$true|\$false|\$null|[01])\s*\)\s*\{/i.exec(stage) ?? [];
  if (condition === '') return undefined;
  const [, block] = groupsIn(stage);
  if (!block) return undefined;
  if (/^(?:\$true|1)$/i.test(condition)) return `& {${block.text}}`;
  const rest = stage.slice(stage.indexOf('{') + block.text.length + 2).trim();
  const next = rest.replace(/^else(?:\s*(?=if\b))?/i, '').trim();
  return next.startsWith('{') ? `& ${next}` : next;
}

function fieldOf({ text, names: [name] = [], origins }: Stream, otherwise: string): Field {
  if (name !== undefined) return namedField(name, origins);
  return { text: text ?? otherwise, dynamic: text === undefined, glob: false, origins };
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
