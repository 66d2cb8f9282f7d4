import type { Call } from '../call.ts';
import { type Field, partOf } from '../field.ts';

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
    for (const file of valuesOf(call, name)) call.read(file, { zone: 'credentials', traits: ['used'] });
  }
  for (const [name, called] of Object.entries(names)) {
    for (const { text } of valuesOf(call, name)) {
      call.emit('read', `${called} ${text}`, { zone: 'credentials', traits: ['used'] });
    }
  }
}

/** Options may stand anywhere in the line, also behind a subcommand that knows them. */
function valuesOf({ argv, scope }: Call, name: string): readonly Field[] {
  if (!name.startsWith('-')) {
    const [value] = scope.variables.get(name)?.fields ?? [];
    return value && value.text !== '' ? [value] : [];
  }
  return argv.flatMap((field, index) => {
    if (field.text.startsWith(`${name}=`)) return [partOf(field, name.length + 1)];
    const next = field.text === name ? argv[index + 1] : undefined;
    return next ? [next] : [];
  });
}
