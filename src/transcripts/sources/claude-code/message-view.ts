import { kind, type LineScanner } from '../../scanner/line-scanner.ts';
import { ObjectView } from '../../scanner/object-view.ts';
import type { IdHash, ScannedValue } from '../../scanner/scanned-value.ts';
import { type Field, field } from './record-shape.ts';

/** A message as the model saw it. https://docs.claude.com/en/api/messages */
export class MessageView extends ObjectView {
  readonly #scanner: LineScanner<Field>;
  readonly #usage: UsageView;
  readonly #block: BlockView;

  constructor(scanner: LineScanner<Field>) {
    super(scanner);
    this.#scanner = scanner;
    this.#usage = new UsageView(scanner);
    this.#block = new BlockView(scanner);
  }

  get id(): IdHash | undefined {
    return this.idAt(field.id);
  }

  get model(): string | undefined {
    return this.repeatedAt(field.model);
  }

  /** The record was written before the message had ended: `stop_reason` is null. */
  get isUnfinished(): boolean {
    const reason = this.itemAt(field.stop_reason);
    return reason !== -1 && this.#scanner.kind(reason) === kind.null;
  }

  get hasRole(): boolean {
    return this.itemAt(field.role) !== -1;
  }

  /** Empty where it names none. */
  get role(): string {
    return this.nameAt(field.role);
  }

  /** Why the model came to its end; empty where that was not known yet. */
  get stopReason(): string {
    return this.nameAt(field.stop_reason);
  }

  get content(): ScannedValue | undefined {
    return this.valueAt(field.content);
  }

  get usage(): UsageView | undefined {
    return this.#usage.open(this.itemAt(field.usage)) ? this.#usage : undefined;
  }

  /**
   * Visits the blocks of the content, each in the same view.
   * @param stray called for each element that is no block
   */
  eachBlock(visit: (block: BlockView) => void, stray?: () => void): void {
    const content = this.itemAt(field.content);
    if (content === -1 || this.#scanner.kind(content) !== kind.array) return;
    const end = this.#scanner.next(content);
    for (let item = content + 1; item < end; item = this.#scanner.next(item)) {
      if (this.#block.open(item)) visit(this.#block);
      else stray?.();
    }
  }
}

/** https://docs.claude.com/en/api/messages, `usage` */
export class UsageView extends ObjectView {
  readonly #cacheCreation: CacheCreationView;

  constructor(scanner: LineScanner<Field>) {
    super(scanner);
    this.#cacheCreation = new CacheCreationView(scanner);
  }

  get input(): number {
    return this.countAt(field.input_tokens);
  }

  get output(): number {
    return this.countAt(field.output_tokens);
  }

  get cacheRead(): number {
    return this.countAt(field.cache_read_input_tokens);
  }

  get cacheCreation(): number {
    return this.countAt(field.cache_creation_input_tokens);
  }

  /** Of {@link cacheCreation}, what is kept for an hour instead of five minutes. */
  get cacheCreationHour(): number {
    return this.#cacheCreation.open(this.itemAt(field.cache_creation)) ? this.#cacheCreation.hour : 0;
  }
}

class CacheCreationView extends ObjectView {
  get hour(): number {
    return this.countAt(field.ephemeral_1h_input_tokens);
  }
}

/** A block of a message's content: text, a call, a result, … */
export class BlockView extends ObjectView {
  get type(): string {
    return this.nameAt(field.type);
  }

  /** Of a call. */
  get id(): IdHash | undefined {
    return this.idAt(field.id);
  }

  get idText(): string | undefined {
    return this.textAt(field.id);
  }

  get name(): string | undefined {
    return this.textAt(field.name);
  }

  get input(): ScannedValue | undefined {
    return this.valueAt(field.input);
  }

  /** Of a result: which call it answers. */
  get callId(): IdHash | undefined {
    return this.idAt(field.tool_use_id);
  }

  get callIdText(): string | undefined {
    return this.textAt(field.tool_use_id);
  }

  get content(): ScannedValue | undefined {
    return this.valueAt(field.content);
  }

  get isError(): boolean {
    return this.isTrueAt(field.is_error);
  }

  get text(): ScannedValue | undefined {
    return this.valueAt(field.text);
  }
}
