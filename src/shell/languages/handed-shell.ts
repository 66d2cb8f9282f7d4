import type { Call } from '../call.ts';
import { isLocalTarget } from '../hosts.ts';
import { fromSocket, type Origin } from '../stream.ts';

/** A shell that is given nothing to do, so that it does what it is told on its input: `/bin/sh`, `bash -i <&3 >&3`. */
const idleShell =
  /^\s*(?:exec\s+)?(?:[\w:./\\]*[\\/])?(?:ba|z|da|k|a|mk|fi|c|tc|r)?(?:sh|cmd(?:\.exe)?|powershell(?:\.exe)?|pwsh)(?:\s+-(?:[il]{1,2}|-login|-noprofile|p)\b)*(?:\s+(?:\d?[<>]&?\s*\S+))*\s*$/i;

/**
 * A raw connection and an idle shell in one program, in whatever order and however they are joined: whoever is at the
 * other end types. Few programs do both for another reason.
 */
export class HandedShell {
  readonly #outer: Call;
  #shell: string | undefined;
  #isConnected = false;
  #isTold = false;

  /** @param outer what runs the program */
  constructor(outer: Call) {
    this.#outer = outer;
  }

  /** @param target `host:port`, or where it listens */
  connects(target: string): void {
    if (isLocalTarget(target)) return;
    this.#isConnected = true;
    this.#tell();
  }

  /** @param line words of a program that is started */
  starts(line: string): void {
    if (this.#shell !== undefined || !idleShell.test(line)) return;
    this.#shell = line.trim();
    this.#tell();
  }

  /** Of data that runs: a raw connection to this machine, or to nobody yet, hands it to nobody else. */
  originsOf(origins: readonly Origin[]): readonly Origin[] {
    return this.#isConnected ? origins : origins.filter((origin) => origin !== 'from-socket');
  }

  #tell(): void {
    if (this.#shell === undefined || !this.#isConnected || this.#isTold) return;
    this.#isTold = true;
    this.#outer.emit('execute', this.#shell, { ...fromSocket, certainty: 'likely' });
  }
}
