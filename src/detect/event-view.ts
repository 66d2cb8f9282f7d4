import type { FieldValue, LogEvent } from '../events/log-events/log-event.ts';

/** A field's values as text: as recorded, and in lower case because Sigma ignores case by default. */
export interface FieldTexts {
  readonly exact: readonly string[];
  readonly lower: readonly string[];
}

/** Texts of the events of one call: they share most of their values, so each is lowered once. */
export class TextCache {
  readonly #texts = new Map<FieldValue, FieldTexts>();

  texts(value: FieldValue): FieldTexts {
    const known = this.#texts.get(value);
    if (known) return known;
    const exact = typeof value === 'object' ? value : [String(value)];
    const made = { exact, lower: exact.map((text) => text.toLowerCase()) };
    this.#texts.set(value, made);
    return made;
  }
}

/** One event while queries look at it. */
export class EventView {
  readonly event: LogEvent;
  readonly #cache: TextCache;
  #everything: FieldTexts | undefined;

  constructor(event: LogEvent, cache: TextCache) {
    this.event = event;
    this.#cache = cache;
  }

  /** `undefined` where the event has no such field: Sigma's null. The field '' stands for all fields together. */
  texts(field: string): FieldTexts | undefined {
    if (field === '') return this.#all();
    const { fields } = this.event;
    const value = Object.hasOwn(fields, field) ? fields[field] : undefined;
    return value === undefined ? undefined : this.#cache.texts(value);
  }

  #all(): FieldTexts {
    if (!this.#everything) {
      const each = Object.values(this.event.fields).map((value) => this.#cache.texts(value));
      this.#everything = {
        exact: each.flatMap(({ exact }) => exact),
        lower: each.flatMap(({ lower }) => lower),
      };
    }
    return this.#everything;
  }
}
