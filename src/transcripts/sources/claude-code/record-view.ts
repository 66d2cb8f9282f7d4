import { kind, type LineScanner } from '../../scanner/line-scanner.ts';
import { ObjectView } from '../../scanner/object-view.ts';
import type { IdHash, ScannedValue } from '../../scanner/scanned-value.ts';
import { MessageView } from './message-view.ts';
import { type Field, field } from './record-shape.ts';

/** The record that was scanned last; valid until the next one is scanned. */
export class RecordView extends ObjectView {
  readonly #scanner: LineScanner<Field>;
  readonly #message: MessageView;
  readonly #copied: CopiedRecordView;
  type = '';
  /** Milliseconds since 1970; NaN for none. The log of a desktop session has a name of its own for it. */
  at = Number.NaN;

  constructor(scanner: LineScanner<Field>) {
    super(scanner);
    this.#scanner = scanner;
    this.#message = new MessageView(scanner);
    this.#copied = new CopiedRecordView(scanner);
  }

  /** Takes over what the scanner has found. */
  take(): void {
    this.open(0);
    this.type = this.nameAt(field.type);
    const at = this.timeAt(field.timestamp);
    this.at = Number.isNaN(at) ? this.timeAt(field._audit_timestamp) : at;
  }

  get subtype(): string {
    return this.nameAt(field.subtype);
  }

  get sessionId(): string | undefined {
    return this.repeatedAt(field.sessionId) ?? this.repeatedAt(field.session_id);
  }

  get agentId(): string | undefined {
    return this.repeatedAt(field.agentId) ?? this.repeatedAt(field.parent_tool_use_id);
  }

  get cwd(): string | undefined {
    return this.repeatedAt(field.cwd);
  }

  get gitBranch(): string | undefined {
    return this.repeatedAt(field.gitBranch);
  }

  get version(): string | undefined {
    return this.repeatedAt(field.version) ?? this.repeatedAt(field.claude_code_version);
  }

  get entrypoint(): string | undefined {
    return this.repeatedAt(field.entrypoint);
  }

  get permissionMode(): string | undefined {
    return this.repeatedAt(field.permissionMode);
  }

  get isSidechain(): boolean {
    return this.isTrueAt(field.isSidechain);
  }

  get isMeta(): boolean {
    return this.isTrueAt(field.isMeta);
  }

  get isCompactSummary(): boolean {
    return this.isTrueAt(field.isCompactSummary);
  }

  get uuid(): IdHash | undefined {
    return this.idAt(field.uuid);
  }

  get parentUuid(): IdHash | undefined {
    return this.idAt(field.parentUuid);
  }

  /** Of a `progress` record: the call that it tells of. */
  get parentToolUseId(): IdHash | undefined {
    return this.idAt(field.parentToolUseID);
  }

  /** Of a `progress` record: what tells of it; empty for none. */
  get progressKind(): string {
    return this.valueAt(field.data)?.member('type')?.name() ?? '';
  }

  /** What stands beside a message under the name that `progress` records have for their own; parsed. */
  dataJson(): unknown {
    return this.valueAt(field.data)?.json();
  }

  get hasMessage(): boolean {
    return this.itemAt(field.message) !== -1;
  }

  /** The message has the form that is read. */
  get isMessage(): boolean {
    const item = this.itemAt(field.message);
    return item !== -1 && this.#scanner.kind(item) === kind.object;
  }

  get hasPermissionMode(): boolean {
    return this.itemAt(field.permissionMode) !== -1;
  }

  get message(): MessageView | undefined {
    return this.#message.open(this.itemAt(field.message)) ? this.#message : undefined;
  }

  /** What the program that ran a tool recorded of it besides the result. */
  get structured(): ScannedValue | undefined {
    return this.valueAt(field.toolUseResult) ?? this.valueAt(field.tool_use_result);
  }

  get hasStructured(): boolean {
    return this.itemAt(field.toolUseResult) !== -1;
  }

  get hasDenialKind(): boolean {
    return this.itemAt(field.toolDenialKind) !== -1;
  }

  /** The record of a subagent that an `agent_progress` carries. */
  get copied(): CopiedRecordView | undefined {
    return this.#copied.find(this.itemAt(field.data)) ? this.#copied : undefined;
  }

  get content(): ScannedValue | undefined {
    return this.valueAt(field.content);
  }

  get origin(): ScannedValue | undefined {
    return this.valueAt(field.origin);
  }

  get attachment(): ScannedValue | undefined {
    return this.valueAt(field.attachment);
  }

  get tools(): ScannedValue | undefined {
    return this.valueAt(field.tools);
  }

  /** Of a `cost-state`: lines of files that the session added and removed. */
  get changedLines(): number {
    return this.countAt(field.totalLinesAdded) + this.countAt(field.totalLinesRemoved);
  }

  /** Of a `cost-state`: how long tools ran, in milliseconds. */
  get toolDurationMs(): number {
    return this.countAt(field.totalToolDuration);
  }

  get permissionDenials(): ScannedValue | undefined {
    return this.valueAt(field.permission_denials);
  }

  get wireToolInputs(): ScannedValue | undefined {
    return this.valueAt(field.wireToolInputs);
  }

  get bridgeSessionId(): string | undefined {
    return this.textAt(field.bridgeSessionId);
  }
}

/** `data.message` of a `progress` record. */
export class CopiedRecordView extends ObjectView {
  readonly #data: ProgressView;
  readonly #message: MessageView;

  constructor(scanner: LineScanner<Field>) {
    super(scanner);
    this.#data = new ProgressView(scanner);
    this.#message = new MessageView(scanner);
  }

  /** @returns whether there is one in the item of `data` */
  find(data: number): boolean {
    return this.#data.open(data) && this.open(this.#data.message);
  }

  get agentId(): string | undefined {
    return this.#data.agentId;
  }

  /** Milliseconds since 1970; NaN for none. */
  get at(): number {
    return this.timeAt(field.timestamp);
  }

  get message(): MessageView | undefined {
    return this.#message.open(this.itemAt(field.message)) ? this.#message : undefined;
  }

  get structured(): ScannedValue | undefined {
    return this.valueAt(field.toolUseResult) ?? this.valueAt(field.tool_use_result);
  }

  get hasDenialKind(): boolean {
    return this.itemAt(field.toolDenialKind) !== -1;
  }
}

class ProgressView extends ObjectView {
  get message(): number {
    return this.itemAt(field.message);
  }

  get agentId(): string | undefined {
    return this.textAt(field.agentId);
  }
}
