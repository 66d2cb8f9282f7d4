import { cloud } from './families/cloud.ts';
import { containers } from './families/containers.ts';
import { databases } from './families/databases.ts';
import { files } from './families/files.ts';
import { git } from './families/git.ts';
import { hosting } from './families/hosting.ts';
import { languages } from './families/languages.ts';
import { network } from './families/network.ts';
import { system } from './families/system.ts';
import type { ResultForm } from './result-form.ts';

/** A family of programs a file; a new text is a line there. */
export const resultForms: readonly ResultForm[] = [
  ...files,
  ...git,
  ...hosting,
  ...containers,
  ...cloud,
  ...databases,
  ...network,
  ...system,
  ...languages,
];

const byProgram = new Map<string, ResultForm[]>();
for (const form of resultForms)
  for (const program of form.programs) {
    const known = byProgram.get(program);
    if (known) known.push(form);
    else byProgram.set(program, [form]);
  }

/** What a program is known to write. @param program base name, in any case */
export function formsOf(program: string): readonly ResultForm[] {
  return byProgram.get(program) ?? byProgram.get(program.toLowerCase()) ?? [];
}
