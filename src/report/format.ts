import type { ReadSigns } from './signs.ts';
import { wrapWords } from './wrap-words.ts';

/** What a reporter may know besides the document. No clock, no environment. */
export interface RenderOptions {
  /** Whether the terminal wants colour. */
  readonly colour: boolean;
  /** Width in columns for tables. */
  readonly columns: number;
  /** A line that does not fit would take two: what is no table is wrapped, too. */
  readonly isTerminal: boolean;
  /** What a terminal makes of a line in a table. */
  readonly signsOf: ReadSigns;
}

/** Pure: the same document gives the same bytes. */
export type Reporter<Document> = (document: Document, options: RenderOptions) => string;

/** Pure but for the rows it takes; yields text as rows arrive, so that memory does not grow with the evidence. */
export type StreamReporter<Row> = (rows: AsyncIterable<Row>) => AsyncIterable<string>;

/** One entry of the registry: loaded only when chosen. */
export type Format<Document, Row> =
  | {
      readonly shape: 'document';
      /** It shows single calls, which a command keeps for such formats alone. */
      readonly withCalls: boolean;
      /** It shows what comes of the questions, and not these alone. */
      readonly withAnswers: boolean;
      readonly load: () => Promise<Reporter<Document>>;
    }
  | {
      readonly shape: 'stream';
      /** Each row is one line of JSON, as it is. */
      readonly isLines: boolean;
      readonly load: () => Promise<StreamReporter<Row>>;
    };

export function document<Document>(load: () => Promise<Reporter<Document>>) {
  return { shape: 'document', withCalls: false, withAnswers: true, load } as const;
}

/** For the eyes: tables, and sentences around them. */
export function screen<Document>(load: () => Promise<Reporter<Document>>) {
  return document(async (): Promise<Reporter<Document>> => {
    const reporter = await load();
    return (shown, options) => fitted(reporter(shown, options), options);
  });
}

/** Of a document with its calls. */
export function documentWithCalls<Document>(load: () => Promise<Reporter<Document>>) {
  return { shape: 'document', withCalls: true, withAnswers: true, load } as const;
}

/** Of the questions alone: nothing is asked for it. */
export function questions<Document>(load: () => Promise<Reporter<Document>>) {
  return { shape: 'document', withCalls: false, withAnswers: false, load } as const;
}

export function stream<Row>(load: () => Promise<StreamReporter<Row>>) {
  return { shape: 'stream', isLines: false, load } as const;
}

export function lines<Row>(load: () => Promise<StreamReporter<Row>>) {
  return { shape: 'stream', isLines: true, load } as const;
}

/** Lines of tables fit already, and only they have colours. */
function fitted(text: string, { columns, isTerminal, signsOf }: RenderOptions): string {
  return isTerminal ? wrapWords(text, columns, signsOf).join('\n') : text;
}
