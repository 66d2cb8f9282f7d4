import type { Call } from '../call.ts';
import type { Field } from '../field.ts';
import { valuesAnywhere, valuesOfVariable } from '../option-values.ts';

/** How a program is told as whom it works. */
export interface Logins {
  /** Options and environment variables whose value is a file. */
  readonly files?: string;
  /** The same for names of profiles, accounts and contexts, with what such a name is called. */
  readonly names?: Readonly<Record<string, string>>;
}

/** The key, profile or context that a program works with: read to log in with, and not shown. */
export function usesCredentials(call: Call, { files = '', names = {} }: Logins): void {
  for (const name of files.split(' ').filter(Boolean)) {
    usesFiles(call, valuesOf(call, name));
  }
  for (const [name, called] of Object.entries(names)) {
    for (const { text } of valuesOf(call, name)) {
      call.emit('read', `${called} ${text}`, { zone: 'credentials', traits: ['used'] });
    }
  }
}

function valuesOf(call: Call, name: string): readonly Field[] {
  return name.startsWith('-') ? valuesAnywhere(call, name) : valuesOfVariable(call, name);
}

/** Files that a program logs in with. */
export function usesFiles(call: Call, files: readonly Field[]): void {
  for (const file of files) call.read(file, { zone: 'credentials', traits: ['used'] });
}
