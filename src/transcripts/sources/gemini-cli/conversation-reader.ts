import { type JsonObject, listOf, objectOf, textOf } from '../../../json-object.ts';
import { resolvePath } from '../../../shell/paths.ts';
import { couldHold } from '../../digest/possible-content.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { UnplacedEntry } from '../../entries/entry.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import { callInput } from './call-input.ts';
import { editsOf, outcomeOf, resultText } from './call-result.ts';

/** An entry, and where in its message it stands: a JSON pointer. */
export interface InsideMessage {
  readonly entry: UnplacedEntry;
  readonly inside: string;
}

/** Where a call stands; its own time is that of its answer. */
interface CallPlace {
  readonly inside: string;
  /** Time of the message that asks for it, as it is written. */
  readonly asked?: unknown;
}

/** Notes of the program to whoever reads the screen. */
const notes: ReadonlySet<string> = new Set(['info', 'error', 'warning']);

/** The entries of one conversation, record by record; a record that is repeated is the same one. */
export class ConversationReader {
  readonly #file: TranscriptFile;
  readonly #prompts = new Set<string>();
  #cwd: string | undefined;

  constructor(file: TranscriptFile) {
    this.#file = file;
    this.#cwd = isFolder(file.project) ? file.project : undefined;
  }

  /** What holds for the whole conversation; none where the record tells nothing of it. */
  header(record: JsonObject): readonly UnplacedEntry[] {
    const id = textOf(record['sessionId']);
    const [directory] = listOf(record['directories']);
    this.#cwd ??= textOf(directory);
    if (id === undefined) return [];
    const isSubagent = this.#file.kind === 'subagent';
    const context = contextOf({
      sessionId: isSubagent ? this.#file.sessionId : id,
      agentId: isSubagent ? id : undefined,
      cwd: this.#cwd,
    });
    return [{ ...context, ...timeOf(record['startTime']) }];
  }

  message(value: unknown): InsideMessage[] {
    const record = objectOf(value) ?? {};
    const type = textOf(record['type']) ?? '';
    if (type === 'user') return this.#prompt(record);
    if (type === 'gemini' || type === 'qwen') return this.#answer(record);
    if (notes.has(type)) return [];
    return [
      { entry: { kind: 'unclaimed', type: type || 'no type', mayHoldCall: couldHold(record) }, inside: '' },
    ];
  }

  /** What a damaged document still holds: a message, or a call of one. */
  saved(record: JsonObject): InsideMessage[] {
    return 'args' in record && 'name' in record ? this.#call(record, { inside: '' }) : this.message(record);
  }

  #prompt(record: JsonObject): InsideMessage[] {
    const id = textOf(record['id']) ?? '';
    const text = promptText(record['content']);
    if (text === '' || this.#prompts.has(id)) return [];
    if (id !== '') this.#prompts.add(id);
    return [{ entry: { kind: 'prompt', text, ...timeOf(record['timestamp']) }, inside: '' }];
  }

  #answer(record: JsonObject): InsideMessage[] {
    const model = textOf(record['model']);
    const calls = listOf(record['toolCalls']).flatMap((call, index) =>
      this.#call(objectOf(call) ?? {}, { inside: `/toolCalls/${index}`, asked: record['timestamp'] }),
    );
    const usage = usageOf(record, model);
    const told = model === undefined ? [] : [contextOf({ model })];
    return [...[...told, ...usage].map((entry) => ({ entry, inside: '' })), ...calls];
  }

  /** A call in whatever state it is: without a result as long as it has none. */
  #call(record: JsonObject, { inside, asked }: CallPlace): InsideMessage[] {
    const id = textOf(record['id']);
    const tool = textOf(record['name']) ?? '';
    const input = callInput(objectOf(record['args']) ?? { value: record['args'] });
    const folder = textOf(input['dir_path']) ?? textOf(input['directory']);
    const cwd =
      folder !== undefined && tool === 'run_shell_command'
        ? resolvePath(folder, this.#cwd ?? '/')
        : this.#cwd;
    const answered = timeOf(record['timestamp']);
    const time = asked === undefined ? answered : timeOf(asked);
    const named = id === undefined ? {} : { id };
    const call = { kind: 'call', ...named, tool, input, ...(cwd !== undefined && { cwd }), ...time } as const;
    const outcome = outcomeOf(tool, input, record);
    if (outcome === undefined) return [{ entry: call, inside }];
    const edits = editsOf(input, record, this.#cwd);
    const result = {
      kind: 'result',
      ...(id !== undefined && { callId: id }),
      outcome,
      isError: outcome !== 'succeeded' && outcome !== 'background',
      text: resultText(record),
      ...(edits.length > 0 && { edits }),
      ...answered,
    } as const;
    return [call, result].map((entry) => ({ entry, inside }));
  }
}

function promptText(content: unknown): string {
  if (typeof content === 'string') return content;
  return listOf(content)
    .flatMap((part) => (typeof part === 'string' ? [part] : (textOf(objectOf(part)?.['text']) ?? [])))
    .join('\n');
}

function usageOf(record: JsonObject, model: string | undefined): UnplacedEntry[] {
  const [id, tokens] = [textOf(record['id']), objectOf(record['tokens'])];
  if (id === undefined || !tokens) return [];
  const count = (name: string): number => {
    const value = tokens[name];
    return typeof value === 'number' && value > 0 ? value : 0;
  };
  const cacheRead = count('cached');
  const input = Math.max(0, count('input') - cacheRead);
  const output = count('output') + count('thoughts');
  return [
    { kind: 'usage', id, ...(model !== undefined && { model }), input, output, cacheRead, cacheCreation: 0 },
  ];
}

function timeOf(value: unknown): { readonly at?: number } {
  const at = Date.parse(textOf(value) ?? '');
  return Number.isNaN(at) ? {} : { at };
}

function isFolder(path: string): boolean {
  return /^(?:\/|[A-Za-z]:[\\/])/.test(path);
}
