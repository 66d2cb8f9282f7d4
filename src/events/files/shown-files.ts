import type { CommandAnalysis } from '../../shell/command-analysis.ts';
import { printsOneFile } from '../../shell/prints-one-file.ts';
import { numberedText, printedText } from '../../shown-text.ts';
import type { ToolCall } from '../../transcripts/tool-call.ts';
import { type CallMark, markOf } from './call-mark.ts';

interface View {
  readonly at: string;
  readonly text: string;
  /** What of it is the file's; undefined where something may be missing. */
  readonly contentOf: (text: string) => string | undefined;
}

const filesAtMost = 50_000;
/** Of one file; the last ones count. */
const viewsAtMost = 4;
const textsLimit = 32 * 1024 * 1024;

/** Which files results showed, and what they showed of those that were read as a whole. */
export class ShownFiles {
  readonly #first = new Map<string, CallMark>();
  readonly #views = new Map<string, View[]>();
  #textLength = 0;

  take(path: string, call: ToolCall, analysis: CommandAnalysis): void {
    if (call.outcome === 'failed') return;
    if (!this.#first.has(path) && this.#first.size < filesAtMost) this.#first.set(path, markOf(call));
    if (isWhole(call)) this.#look(path, call, numberedText);
    else if (isPrinted(call) && printsOneFile(analysis)) this.#look(path, call, printedText);
  }

  /** Every file that a result showed. */
  paths(): Iterable<string> {
    return this.#first.keys();
  }

  /** The first call that showed the file, if it did so before this time, ISO 8601 UTC. */
  shownBefore(path: string, at: string): CallMark | undefined {
    const mark = this.#first.get(path);
    return mark?.at !== undefined && mark.at <= at ? mark : undefined;
  }

  /** What the file held when a call last read all of it before this time, ISO 8601 UTC. */
  contentBefore(path: string, at: string): string | undefined {
    const view = this.#views.get(path)?.findLast((one) => one.at <= at);
    // Bytes that are no UTF-8 were lost when the text was recorded.
    return view?.text.includes('\uFFFD') ? undefined : view?.contentOf(view.text);
  }

  #look(path: string, { endedAt, startedAt, result }: ToolCall, contentOf: View['contentOf']): void {
    const at = endedAt ?? startedAt;
    const text = result?.text ?? '';
    if (at === undefined || this.#textLength + text.length > textsLimit) return;
    const views = this.#views.get(path) ?? [];
    this.#textLength += text.length;
    views.push({ at, text, contentOf });
    if (views.length > viewsAtMost) this.#textLength -= views.shift()?.text.length ?? 0;
    this.#views.set(path, views);
  }
}

/** A tool that reads, asked for nothing but the file: not for a part of it. */
function isWhole({ toolKind, outcome, input, result }: ToolCall): boolean {
  return (
    toolKind === 'read' && outcome === 'succeeded' && result !== undefined && Object.keys(input).length === 1
  );
}

function isPrinted({ toolKind, outcome, result }: ToolCall): boolean {
  return toolKind === 'shell' && outcome === 'succeeded' && result !== undefined;
}
