import type { Call } from './call.ts';
import { type Field, partOf } from './field.ts';

/** Values of an option wherever it stands in the line, also behind a subcommand that alone knows it. */
export function valuesAnywhere({ argv }: Call, option: string): readonly Field[] {
  return argv.flatMap((field, index) => {
    if (field.text.startsWith(`${option}=`)) return [partOf(field, option.length + 1)];
    const next = field.text === option ? argv[index + 1] : undefined;
    return next ? [next] : [];
  });
}

/** What the line, or a part of it, has put into an environment variable. */
export function valuesOfVariable({ scope }: Call, name: string): readonly Field[] {
  return (scope.variables.get(name)?.fields ?? []).filter(({ text }) => text !== '');
}
