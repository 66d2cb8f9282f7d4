import type { FieldValue, LogEvent } from '../events/log-events/log-event.ts';

/** A field's values as text: as recorded, and in lower case because Sigma ignores case by default. */
export interface FieldTexts {
  readonly exact: readonly string[];
  readonly lower: readonly string[];
}

/** One event while queries look at it; every field is turned into text and lower case at most once. */
export class EventView {
  readonly event: LogEvent;
  readonly #texts = new Map<string, FieldTexts | undefined>();
  #whole: string | undefined;

  constructor(event: LogEvent) {
    this.event = event;
  }

  /** `undefined` where the event has no such field: Sigma's null. The field '' stands for all fields together. */
  texts(field: string): FieldTexts | undefined {
    if (this.#texts.has(field)) return this.#texts.get(field);
    const value = field === '' ? this.#everything() : this.#value(field);
    const texts = value === undefined ? undefined : fieldTexts(value);
    this.#texts.set(field, texts);
    return texts;
  }

  #value(field: string): FieldValue | undefined {
    return Object.hasOwn(this.event.fields, field) ? this.event.fields[field] : undefined;
  }

  #everything(): readonly string[] {
    return Object.keys(this.event.fields).flatMap((field) => this.texts(field)?.exact ?? []);
  }

  /** Every field's text in lower case, for keywords and for the index. */
  get whole(): string {
    this.#whole ??= this.texts('')?.lower.join('\n') ?? '';
    return this.#whole;
  }
}

function fieldTexts(value: FieldValue): FieldTexts {
  const exact = typeof value === 'object' ? value : [String(value)];
  return { exact, lower: exact.map((text) => text.toLowerCase()) };
}
