import type { RouteId } from '../routes.ts';

/** A name of a library that stands for the mode or the flag, as one language writes it. */
interface SdkName {
  readonly route: RouteId;
  /** Global; what it matches is the name itself, with what qualifies it. */
  readonly pattern: RegExp;
  /** It says so by being called or set to true; of the others it depends on where they are given. */
  readonly isWhole?: true;
}

/**
 * Names of the official libraries (https://code.claude.com/docs/en/agent-sdk/typescript,
 * https://code.claude.com/docs/en/agent-sdk/python) and of those that others made for Go, Rust, Java, Kotlin, C#, Swift,
 * Ruby, Elixir and PHP: all of them name the mode after the value of the option.
 */
export const sdkNames: readonly SdkName[] = [
  // PermissionMode::BypassPermissions, PermissionMode.BYPASS_PERMISSIONS, claude.PermissionModeBypassPermissions
  {
    route: 'sdk-mode-option',
    pattern:
      /\b(?:[A-Za-z_][\w.]*(?:\.|::))?(?:\w*Permission_?Mode|Mode)(?:\.|::|_)?(?:Bypass_?Permissions|BYPASS_?PERMISSIONS|bypassPermissions|bypass_permissions|BypassAll|Bypass|BYPASS)\b/g,
  },
  // :bypass_permissions, :bypassPermissions; .bypassPermissions of Swift
  {
    route: 'sdk-mode-option',
    pattern: /(?<![\w:]):bypass_?[pP]ermissions\b|(?<=[\s(:,=])\.bypassPermissions\b/g,
  },
  // WithDangerouslySkipPermissions(), .dangerously_skip_permissions(true), DangerouslySkipPermissions: true
  {
    route: 'skip-permissions-flag',
    pattern:
      /(?:\.(?:with_?)?|\bWith|\b)(?<!allow_)(?<!allow)dangerously_?skip_?permissions\s*(?:\(\s*(?:true|True)?\s*\)|(?:["'\]]*\s*(?::|=>|=)\s*(?:true|True|TRUE|!0)\b))/gi,
    isWhole: true,
  },
];

/** `m := PermissionModeBypass`, and later `PermissionMode = &m`. */
export function isGivenLater(before: string, rest: string): boolean {
  const name = /(?:^|[\s;{(])(?:const |let |var |val |final )?(\w+)\s*(?::=|=)\s*(?:\w+\.)?$/.exec(
    before,
  )?.[1];
  if (name === undefined || /permission_?mode/i.test(name)) return false;
  const giving = `permission_?mode["'\\]]*\\s*(?::=|=(?!=)|:(?!:)|\\()\\s*(?:Some\\()?[&*]?${name}\\b`;
  return new RegExp(giving, 'i').test(rest);
}

/** What a clause of an Elixir function takes: `def start(%{permission_mode: :bypass_permissions})`. */
export function isPattern(before: string, name: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return name.startsWith(':') && /^\s*defp?\s/.test(line) && !/\bdo\b/.test(line);
}

/** Whether the code before a name gives it to an option, a parameter or a builder, and does not compare it. */
export function isGiven(before: string, after: string): boolean {
  if (/(?:[=!]==?|\bcase|\bwhen|\bis|\bin|=~|<>|\bmatches!\([^)]*,)\s*(?:\w+\()?$/.test(before)) return false;
  if (/^\s*(?:[=!]==?|=>|->|\||:(?!:))/.test(after)) return false;
  return /(?:permission_?mode|\bmode|default)["'`\]]*\s*(?:(?::=|=|:|=>)[^\S\n]*|\(\s*)(?:(?:Some|Ok|Optional\.of|new|&|\w+\.\w+|\w+)\s*[({]?\s*)?$/i.test(
    before,
  );
}
