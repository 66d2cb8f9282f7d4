import type { Literal } from './read-literals.ts';

/** Names that a program gives the mode, with the keys of a map where they have some. */
export interface ModeConstant {
  readonly name: string;
  /** Of a map: `MODES.yolo`. */
  readonly key?: string;
}

/** A place at which such a name is given to the option. */
export interface GivenMode {
  readonly offset: number;
}

/** `const MODE = 'bypassPermissions'`, `MODES = { yolo: 'bypassPermissions' }`. */
export function modeConstants(literals: readonly Literal[], code: string): ModeConstant[] {
  return literals
    .filter(({ value }) => value === 'bypassPermissions')
    .flatMap(({ start }): ModeConstant[] => {
      const before = code.slice(Math.max(0, start - 300), start);
      const plain =
        /([A-Za-z_$][\w$]*)\s*(?::\s*[\w<>[\]|. ]{1,60})?\s*(?::=|=(?![=>]))\s*(?:\(?[^=;,{}()\n]{0,80}|[\w.]*(?:get|env|or|default)\w*\([^()\n]{0,80},\s*)$/i.exec(
          before,
        )?.[1];
      // `type Mode = 'default' | 'bypassPermissions'` lists what may be chosen, and chooses nothing.
      if (plain !== undefined && /\btype\s+\w+\s*(?:<[^<>]*>\s*)?=[^=;]*$/.test(before)) return [];
      if (plain !== undefined) return [{ name: typedName(before) ?? plain }];
      const key = /(?:^|[{,\s])["'`]?([A-Za-z_$][\w$]*)["'`\]]*\s*(?::|=>|=)\s*$/.exec(before)?.[1];
      const [, named, inside = ''] =
        /([A-Za-z_$][\w$]*)\s*(?::\s*[^=;{}]{1,80})?(?::=|=)\s*(?:\w+\s*[({]?\s*)?([{[(][^{}]*)$/.exec(
          before,
        ) ?? [];
      // `mode = args[1]`, and a list of allowed values after it; `Mode = Literal["…"]`, which is a type.
      const isType = /\b(?:Literal|Union|Optional)\s*\[[^\]]*$/.test(before);
      const map = isOpen(inside) && !isType ? named : undefined;
      return map === undefined ? [] : [{ name: map, ...(key !== undefined && { key }) }];
    });
}

/** Whether the bracket with which a text begins is still open at its end. */
function isOpen(text: string): boolean {
  let depth = 0;
  for (const character of text) {
    if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    if (depth === 0) return false;
  }
  return true;
}

/** `PermissionModeBypass PermissionMode = …` of Go: the name stands before its type. */
function typedName(before: string): string | undefined {
  const name = /([A-Za-z_]\w*)[ \t]+[\w.]*PermissionMode[ \t]*=[ \t]*$/.exec(before)?.[1];
  return name !== undefined && !/^(?:const|let|var|val|final|static|type)$/.test(name) ? name : undefined;
}

/** Where the option gets one of the names: `permissionMode: MODES.yolo`, `permission_mode=mode`, `.permissionMode(MODE)`. */
export function givenModes(constants: readonly ModeConstant[], code: string): GivenMode[] {
  if (constants.length === 0) return [];
  const giving =
    /permission_?mode["'`\]]*[^\S\n]*(?:(?::=|=(?![=>])|:(?!:))[^\S\n]*|\(\s*)([^,;{}\n]{1,120})/gi;
  return [...code.matchAll(giving)].flatMap((match) => {
    const expression = match[1] ?? '';
    const names = [
      ...expression.matchAll(/(?<![\w$.])([A-Za-z_$][\w$]*)(?:\??\.([A-Za-z_$][\w$]*)|\s*\[)?/g),
    ];
    const taken = names.some(([, name, key]) =>
      constants.some(
        (one) => one.name === name && (one.key === undefined || key === undefined || one.key === key),
      ),
    );
    return taken ? [{ offset: match.index + match[0].length - expression.length }] : [];
  });
}
