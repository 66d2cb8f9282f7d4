import { basename } from 'node:path';
import { type JsonObject, textOf } from '../../../json-object.ts';
import { resolvePath } from '../../../shell/paths.ts';
import { contextOf } from '../../entries/context-of.ts';
import type { RecordedMode, UnplacedEntry } from '../../entries/entry.ts';
import type { Outcome } from '../../tool-call.ts';
import { isCommandLine, modeIn } from './command-line.ts';
import { type ProposedEdit, ReplyEdits } from './reply-edits.ts';

type Told = readonly UnplacedEntry[];

/** An entry, and the line at which what it says begins. */
export interface EntryAtLine {
  readonly entry: UnplacedEntry;
  readonly line: number;
}

const header = /^# aider chat started at (\d{4}-\d\d-\d\d) (\d\d):(\d\d):(\d\d)\s*$/;
/** What is followed by more of the program's own words; those of a commit can have several lines. */
const chain = /^(?:Applied edit to|Committing|Commit [0-9a-f]{7}) /;
const noMode: RecordedMode = { mode: 'unknown', source: 'none' };
const asked: RecordedMode = { mode: 'default', source: 'turn-record', recorded: 'asked' };

/**
 * The lines of a chat history: `# aider chat started at …`, `#### ` before the human's words, `> ` before what the
 * program says, all else the model's. What the program and the human say ends in two blanks.
 * https://github.com/Aider-AI/aider/blob/main/aider/io.py (`append_chat_history`)
 */
export class ChatReader {
  readonly #folder: string;
  readonly #isTrimmed: boolean;
  readonly #edits = new ReplyEdits();
  #prompt: { readonly lines: string[]; readonly line: number } | undefined;
  /** What the program said last, with the lines that belong to it: a question follows what it is about. */
  #said: string[] = [];
  #created = new Set<string>();
  #hasBegun = false;

  /**
   * @param folder of the project, in the evidence's own form; empty where that is not known
   * @param isTrimmed something took the blanks at the ends of lines away
   */
  constructor(folder: string, isTrimmed: boolean) {
    this.#folder = folder;
    this.#isTrimmed = isTrimmed;
  }

  entriesOf(text: string, line: number): readonly EntryAtLine[] {
    const isEnded = this.#isTrimmed || text.endsWith('  ');
    if (isEnded && text.startsWith('####')) return this.#human(text.slice(4).trim(), line);
    const before = this.finish();
    return [...before, ...this.#other(text, isEnded).map((entry) => ({ entry, line }))];
  }

  /** The words of the human end with the line before. */
  finish(): readonly EntryAtLine[] {
    if (!this.#prompt) return [];
    const { lines, line } = this.#prompt;
    this.#prompt = undefined;
    const text = lines.join('\n').trim();
    return text === '' || text === '<blank>' ? [] : [{ entry: { kind: 'prompt', text }, line }];
  }

  #human(words: string, line: number): readonly EntryAtLine[] {
    this.#hasBegun = true;
    this.#prompt ??= { lines: [], line };
    this.#prompt.lines.push(words);
    this.#edits.clear();
    this.#created.clear();
    this.#said = [];
    return [];
  }

  #other(text: string, isEnded: boolean): Told {
    const begun = header.exec(text);
    if (begun) return this.#session(begun);
    if (!text.startsWith('> ')) {
      this.#edits.take(text);
      this.#said.push(text.trim());
      return [];
    }
    const said = text.slice(2).trim();
    const told = this.#program(said, isEnded);
    this.#said = [said];
    return told;
  }

  #session([, day = '', ...time]: RegExpExecArray): Told {
    this.#edits.clear();
    this.#created.clear();
    this.#said = [];
    this.#hasBegun = false;
    const folder = this.#folder === '' ? undefined : this.#folder;
    const sessionId = `${basename(this.#folder) || 'aider'}-${day}T${time.join('-')}`;
    return [
      contextOf({ sessionId, cwd: folder, project: folder, model: undefined }),
      { kind: 'mode', ...noMode },
    ];
  }

  #program(said: string, isEnded: boolean): Told {
    if (!this.#hasBegun && isCommandLine(said)) {
      const mode = modeIn(said);
      return mode ? [{ kind: 'mode', ...mode }] : [];
    }
    if (!isEnded && !chain.test(this.#said[0] ?? '')) return [];
    for (const [pattern, reading] of this.#readings) {
      const match = pattern.exec(said);
      if (match) return reading(match);
    }
    return [];
  }

  /** Each stands at the beginning of what the program says. */
  readonly #readings: readonly (readonly [RegExp, (match: RegExpExecArray) => Told])[] = [
    [/^Aider v(\S{1,40})$/, ([, version]) => [contextOf({ version })]],
    [/^(?:Main m|M)odel: (\S{1,200})/, ([, model]) => [contextOf({ model })]],
    [/^Run shell commands?\? .*\]: (\w)/, ([, answer]) => this.#answered(answer)],
    [/^Running (\S.*)$/, ([, command = '']) => called('run', { command }, 'unknown', asked)],
    [/^Create new file\? .*\]: ([ya])/, () => this.#creates()],
    [/^Add file to the chat\? .*\]: (\w)/, ([, answer]) => this.#adds('add_file', 'path', answer)],
    [/^Add URL to the chat\? .*\]: (\w)/, ([, answer]) => this.#adds('add_url', 'url', answer)],
    [/^Applied edit to (.+)$/, ([, path = '']) => this.#edited(path, 'succeeded')],
    [/^Did not apply edit to (.+) \(--dry-run\)$/, ([, path = '']) => this.#edited(path, 'not-run')],
    [/^Skipping edits to (.+?)(?: that matches .*)?$/, ([, path = '']) => this.#edited(path, 'denied')],
    [/^Commit ([0-9a-f]{7,40}) (.*)$/, ([said, sha = '', subject = '']) => committed({ said, sha, subject })],
  ];

  /** What was approved is told once more when it runs; a human has to say yes, whatever the options are. */
  #answered(answer: string | undefined): Told {
    if (answer === 'y') return [];
    const commands = this.#said.filter((one) => one !== '' && !one.startsWith('#'));
    return called('run', { command: commands.join('\n') }, 'denied');
  }

  #creates(): Told {
    this.#created.add(this.#said[0] ?? '');
    return [];
  }

  #adds(tool: string, field: string, answer: string | undefined): Told {
    const isAdded = answer === 'y' || answer === 'a';
    return called(tool, { [field]: this.#said[0] ?? '' }, isAdded ? 'succeeded' : 'denied');
  }

  #edited(path: string, outcome: Outcome): Told {
    const proposed = this.#edits.of(path);
    const isNew = this.#created.delete(path) && outcome === 'succeeded';
    const tool = proposed.edits ? 'edit' : proposed.content === undefined ? 'edit_file' : 'write_file';
    const told = called(tool, { path, ...proposed }, outcome);
    const after = isNew ? contentOf(proposed) : undefined;
    if (after === undefined) return told;
    const edits = [{ path: resolvePath(path, this.#folder || '/'), before: null, after }];
    return told.map((entry) => (entry.kind === 'result' ? { ...entry, edits } : entry));
  }
}

/** Of a file that was not there before. */
function contentOf({ edits = [], content }: ProposedEdit): string | undefined {
  const made = edits.length === 1 ? textOf(edits[0]?.['replace']) : undefined;
  return content ?? (made === undefined ? undefined : `${made}\n`);
}

function called(tool: string, input: JsonObject, outcome: Outcome, mode?: RecordedMode): Told {
  const isError = outcome === 'denied' || outcome === 'not-run';
  return [
    { kind: 'call', tool, input, ...(mode && { mode }) },
    { kind: 'result', outcome, isError, text: '' },
  ];
}

interface Commit {
  readonly said: string;
  readonly sha: string;
  readonly subject: string;
}

/** The program runs git itself; it says what came of it. https://aider.chat/docs/git.html */
function committed({ said, sha, subject }: Commit): Told {
  const command = `git commit -m '${subject.replaceAll("'", "'\\''")}'`;
  return [
    { kind: 'call', tool: 'commit', input: { command } },
    { kind: 'result', outcome: 'succeeded', isError: false, text: said, gitOperation: { commit: { sha } } },
  ];
}
