import { wildcard } from './wildcard.ts';

/** Parameters that carry what a call is about; a rule on one of them could be walked around and is ignored. */
const primary = new Set(['command', 'file_path', 'path', 'notebook_path', 'url']);

/** Scalar parameters of built-in tools whose own specifiers also hold colons. */
const ofTool: Readonly<Record<string, readonly string[]>> = {
  Bash: ['description', 'timeout', 'run_in_background', 'dangerouslyDisableSandbox'],
  PowerShell: ['description', 'timeout', 'run_in_background', 'dangerouslyDisableSandbox'],
  Read: ['offset', 'limit', 'pages'],
  Edit: ['old_string', 'new_string', 'replace_all'],
  Write: ['content'],
  Agent: [
    'description',
    'prompt',
    'subagent_type',
    'model',
    'run_in_background',
    'isolation',
    'name',
    'mode',
    'team_name',
    'cwd',
    'resume',
    'max_turns',
  ],
  Skill: ['args'],
  WebFetch: ['prompt'],
};

/** What a `Tool(param:value)` rule comes to. */
export type ParameterRule =
  | { readonly kind: 'ignored' }
  | { readonly kind: 'parameter'; readonly matches: (input: Readonly<Record<string, unknown>>) => boolean };

/**
 * Reads `param:value`. https://code.claude.com/docs/en/permissions#match-by-input-parameter
 * @returns undefined where the specifier is of another kind
 */
export function parameterRule(tool: string, specifier: string): ParameterRule | undefined {
  const parts = /^\s*([A-Za-z_]\w*)\s*:\s*([\s\S]*?)\s*$/.exec(specifier);
  const [, name = '', value = ''] = parts ?? [];
  if (!parts || (tool === 'WebFetch' && name === 'domain')) return undefined;
  if (primary.has(name) && value !== '*') return { kind: 'ignored' };
  const known = Object.hasOwn(ofTool, tool) ? ofTool[tool] : undefined;
  if (known && !known.includes(name)) return undefined;
  const fits = wildcard(value);
  return {
    kind: 'parameter',
    matches: (input) => {
      const given = Object.hasOwn(input, name) ? input[name] : undefined;
      return ['string', 'number', 'boolean'].includes(typeof given) && fits(String(given));
    },
  };
}
