import { SaxesParser } from 'saxes';
import type { JsonObject } from '../../../json-object.ts';
import { type Framing, longestRecord, type RecordSink } from '../framing.ts';

/**
 * Events of Windows as `wevtutil qe /f:xml`, Event Viewer and `Get-WinEvent` write them: with or without a root around
 * them. A record has the form of their JSON: `{Event: {System: …, EventData: {name: text}}}`.
 * https://learn.microsoft.com/windows/win32/wes/eventschema-schema
 */
export const xmlEvents: Framing = {
  claims: (head) => /^\ufeff?\s*<(?:\?xml|Events?[\s>]|!--)/.test(head),
  open(sink) {
    const reader = new EventReader(sink);
    const parser = new SaxesParser({ position: true, fragment: true, xmlns: false });
    parser.on('error', () => reader.broken(parser.line));
    parser.on('opentag', ({ name, attributes }) => reader.open(name, attributes, parser.line));
    parser.on('text', (text) => reader.text(text));
    parser.on('cdata', (text) => reader.text(text));
    parser.on('closetag', ({ name }) => reader.close(name));
    let isFirst = true;
    return {
      push(text) {
        // A declaration may stand at the beginning of a document alone, and a fragment is none.
        parser.write(isFirst ? text.replace(/^\ufeff?\s*<\?xml[^>]*\?>/, '') : text);
        isFirst = false;
      },
      end() {
        parser.close();
        reader.end(parser.line);
      },
    };
  },
};

interface OpenEvent {
  readonly line: number;
  readonly system: Record<string, unknown>;
  readonly data: Record<string, string>;
  sizeChars: number;
}

class EventReader {
  readonly #sink: RecordSink;
  readonly #path: string[] = [];
  #event: OpenEvent | undefined;
  #name = '';
  #text = '';
  #broken = 0;

  constructor(sink: RecordSink) {
    this.#sink = sink;
  }

  open(tag: string, attributes: Readonly<Record<string, string>>, line: number): void {
    const name = localName(tag);
    if (name === 'Event') this.#event = { line, system: {}, data: {}, sizeChars: 0 };
    this.#path.push(name);
    this.#text = '';
    this.#name = attributes['Name'] ?? name;
    if (this.#event && this.#path.at(-2) === 'System' && Object.keys(attributes).length > 0)
      this.#event.system[name] = { ...attributes };
  }

  text(text: string): void {
    if (!this.#event) return;
    this.#event.sizeChars += text.length;
    if (this.#event.sizeChars < longestRecord) this.#text += text;
  }

  close(tag: string): void {
    const name = localName(tag);
    const parent = this.#path.at(-2);
    if (this.#event && parent === 'System' && this.#text.trim() !== '')
      this.#event.system[name] = this.#text.trim();
    if (this.#event && (parent === 'EventData' || parent === 'UserData'))
      this.#event.data[this.#name] = this.#text;
    this.#path.pop();
    this.#text = '';
    if (name === 'Event' && this.#event) this.#emit(this.#event);
  }

  broken(line: number): void {
    this.#broken += 1;
    if (this.#broken <= mostTold) this.#sink.gap({ kind: 'malformed', reason: 'is no XML', line });
  }

  end(line: number): void {
    if (this.#event)
      this.#sink.gap({ kind: 'truncated', reason: 'the file ends in the middle of a record', line });
    if (this.#broken > mostTold)
      this.#sink.gap({ kind: 'malformed', reason: `${this.#broken - mostTold} further places are no XML` });
  }

  #emit({ line, system, data }: OpenEvent): void {
    const value: JsonObject = { Event: { System: system, EventData: data } };
    this.#sink.record({ value, evidence: { path: this.#sink.path, line } });
    this.#event = undefined;
  }
}

const mostTold = 5;

function localName(tag: string): string {
  return tag.slice(tag.indexOf(':') + 1);
}
