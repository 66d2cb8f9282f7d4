import { Call } from '../call.ts';
import type { Trait } from '../effect.ts';
import type { Field } from '../field.ts';
import { joinOrigins, joinStreams, type Origin, type Stream, unknownStream } from '../stream.ts';
import type { Evaluation, Given } from './evaluation.ts';
import {
  fieldOf,
  fieldsOf,
  fieldText,
  knownText,
  originsOf,
  type Thing,
  truthOf,
  type Value,
} from './value.ts';

/** A call of a function or method of a library, as its entry sees it. */
export class ApiCall {
  readonly evaluator: Evaluation;
  readonly thing: Thing;
  readonly given: Given;
  readonly traits: readonly Trait[];
  readonly #read: Stream[] = [];

  constructor(
    evaluator: Evaluation,
    thing: Thing,
    { given, traits = [] }: { readonly given: Given; readonly traits?: readonly Trait[] },
  ) {
    this.evaluator = evaluator;
    this.thing = thing;
    this.given = given;
    this.traits = traits;
  }

  /** The program that runs the code: effects are its. */
  get shell(): Call {
    return this.evaluator.shell;
  }

  /** The same with other arguments. */
  with(values: readonly Value[]): ApiCall {
    const { evaluator, thing, traits } = this;
    return new ApiCall(evaluator, thing, { given: { values, named: new Map() }, traits });
  }

  /** The same, where a library is a client of its own and has the effect. */
  as(program: string): Call {
    const { argv, scope, machine, effects } = this.shell;
    return new Call({ program, argv, scope, machine, effects }, {}, []);
  }

  /** Name of the method or function alone. */
  get method(): string {
    return this.thing.name.slice(this.thing.name.lastIndexOf('.') + 1);
  }

  /** @param key as in entries: `'0|path'`, `self`, `*` */
  values(key: string): readonly Value[] {
    if (key === 'self') return this.thing.receiver ? [this.thing.receiver] : [];
    if (key === '*') return this.given.values;
    const value = this.value(key);
    return value ? [value] : [];
  }

  /** By place or by name. A table at the end holds further ones by name, as options of JavaScript do. */
  value(key: string): Value | undefined {
    const { values, named } = this.given;
    const last = values.at(-1);
    for (const part of key.split('|')) {
      const found = /^\d+$/.test(part)
        ? values[Number(part)]
        : (named.get(part) ?? (last?.kind === 'table' ? last.entries.get(part) : undefined));
      if (found) return found;
    }
    return undefined;
  }

  field(key: string): Field | undefined {
    const value = this.value(key);
    return value && fieldOf(value);
  }

  fields(key: string): readonly Field[] {
    return this.values(key).flatMap((value) => fieldsOf(value));
  }

  text(key: string): string | undefined {
    return knownText(this.value(key));
  }

  /** Whether an option is set: `shell=True`. */
  isTrue(key: string): boolean {
    const value = this.value(key);
    return value !== undefined && truthOf(value) === true;
  }

  /** Notes what it takes in, so that it goes out with what it writes, sends and returns. */
  takes(stream: Stream): void {
    this.#read.push(stream);
  }

  /** All that it took in. */
  get taken(): Stream {
    return this.#read.length === 0 ? unknownStream : joinStreams(this.#read);
  }

  /** Of every argument, and of the object whose method it is. */
  get origins(): readonly Origin[] {
    const { values, named } = this.given;
    const all = [...values, ...named.values()].map((value) => ({ origins: originsOf(value) }));
    return joinOrigins([...all, this.thing, this.taken]);
  }

  /** What comes of the call where the table does not say more. */
  get result(): Value {
    const { text } = this.taken;
    if (text !== undefined) return fieldText({ text, dynamic: false, glob: false, origins: this.origins });
    const first = this.given.values.find((value) => value.kind === 'text');
    const subject = this.thing.subject ?? (first && fieldOf(first));
    return {
      kind: 'thing',
      name: `${this.thing.name}()`,
      origins: this.origins,
      ...(subject && { subject }),
      ...(this.thing.receiver && { receiver: this.thing.receiver }),
    };
  }
}

/** A value as data on its way: its text where it is known, and where it comes from. */
export function streamOf(value: Value | undefined): Stream {
  const text = knownText(value);
  const origins = originsOf(value);
  return text === undefined ? { origins } : { text, origins };
}
