import { type JsonObject, textOf } from '../../../json-object.ts';
import type { UnplacedEntry } from '../../entries/entry.ts';
import type { Outcome } from '../../tool-call.ts';
import { exitIn } from './outcome.ts';

/** A call and what its result says. */
interface Answered {
  readonly id: string;
  readonly input: JsonObject;
  readonly text: string;
  /** Its outcome as the result alone tells it. */
  readonly said: Outcome;
}

/** Names the shell of a command that goes on. */
const named = /shellId:? ?"?([\w-]{1,40})/i;
/** Of a command that was waited for, and took longer. */
const goesOn = /\bstill running\b/i;
/** Of a result: what it says of the shell stands at its end. */
const tailLength = 400;

/** Commands that go on in a shell after their result, until something tells how they ended. */
export class Shells {
  readonly #calls = new Map<string, string>();

  outcomeOf({ id, input, text, said }: Answered): Outcome {
    const tail = text.slice(-tailLength);
    const isWaitedFor = (textOf(input['mode']) ?? 'sync') === 'sync' && !goesOn.test(tail);
    if (said !== 'succeeded' || isWaitedFor || exitIn(text) !== undefined) return said;
    const shell = textOf(input['shellId']) ?? named.exec(tail)?.[1];
    if (shell !== undefined) this.#calls.set(shell, id);
    return 'background';
  }

  /** A later call looked into the shell, and saw how its command ended. */
  ended(id: string, input: JsonObject, text: string): readonly UnplacedEntry[] {
    const shell = textOf(input['shellId']);
    const code = exitIn(text);
    return shell === undefined || code === undefined || this.#calls.get(shell) === id
      ? []
      : this.#end(shell, code);
  }

  /** `{type: shell_completed, shellId, exitCode}` */
  notified({ type, shellId, exitCode }: JsonObject): readonly UnplacedEntry[] {
    const isEnd = type === 'shell_completed' && typeof shellId === 'string' && typeof exitCode === 'number';
    return isEnd ? this.#end(shellId, exitCode) : [];
  }

  #end(shell: string, code: number): readonly UnplacedEntry[] {
    const callId = this.#calls.get(shell);
    this.#calls.delete(shell);
    return callId === undefined
      ? []
      : [{ kind: 'end', callId, outcome: code === 0 ? 'succeeded' : 'failed' }];
  }
}
