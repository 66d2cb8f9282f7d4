import { type ByteSource, openSource } from '../../../evidence/lines/byte-source.ts';
import { LineRereader } from '../../../evidence/lines/line-rereader.ts';
import type { PlacedLine } from '../../../evidence/lines/placed-line.ts';
import type { ReadLine } from '../../plan/read-line.ts';
import type { TranscriptFile } from '../../transcript-file.ts';
import type { ContentReader } from '../source.ts';
import { callsIn, resultsIn } from './call-content.ts';
import { createFlatReader } from './flat.ts';
import { humanPromptOf } from './human-prompt.ts';
import { questionBefore } from './question-before.ts';
import type { RecordReader } from './record-reader.ts';
import type { RecordView } from './record-view.ts';

/** Lines of a transcript, read again; the last one of each use is kept, because several calls may share it. */
export class LineContent implements ContentReader {
  readonly calls = this.#contentsBy(callsIn);
  readonly results = this.#contentsBy(resultsIn);
  readonly prompts = this.#contentsBy((record) => humanPromptOf(record) ?? []);
  readonly #file: TranscriptFile;
  readonly #reader: RecordReader;
  /** All calls of a turn have one prompt. */
  #asked: { readonly before: number; readonly text: string | undefined } | undefined;
  #open: { readonly source: ByteSource; readonly lines: LineRereader } | undefined;

  constructor(file: TranscriptFile, reader: RecordReader) {
    this.#file = file;
    this.#reader = reader;
  }

  question({ offset }: PlacedLine): string | undefined {
    if (this.#asked?.before !== offset)
      this.#asked = { before: offset, text: questionBefore(this.#opened().source, offset) };
    return this.#asked.text;
  }

  close(): void {
    this.#open?.source.close();
  }

  #contentsBy<Content>(extract: (record: RecordView) => Content | readonly Content[]) {
    let last: { readonly offset: number; readonly line: ReadLine<Content> } | undefined;
    return (place: PlacedLine): ReadLine<Content> => {
      if (last?.offset === place.offset) return last.line;
      const contents: Content[] = [];
      const flat = createFlatReader(this.#file.sessionId);
      this.#reader.readLine(this.#opened().lines.read(place), place, {
        record: (record) => {
          contents.push(...([extract(record)].flat() as Content[]));
        },
        nested: (record, line) => flat.nested(record, line),
      });
      const line = { contents, evidence: { path: this.#file.reference, line: place.line } };
      last = { offset: place.offset, line };
      return line;
    };
  }

  #opened() {
    if (!this.#open) {
      const source = openSource(this.#file.path);
      this.#open = { source, lines: new LineRereader(source) };
    }
    return this.#open;
  }
}
