import { type AgentVersion, isAtLeast } from './agent-version.ts';
import { type CommandMatcher, commandPattern, textMatcher } from './command-pattern.ts';
import { domainPattern, type HostMatcher } from './domain-pattern.ts';
import { type ParameterRule, parameterRule } from './input-parameter.ts';
import { type PathMatcher, pathPattern } from './path-pattern.ts';
import type { Rule } from './rule.ts';
import { ignoresCase } from './rule-path.ts';
import { toolNameMatcher } from './tool-name.ts';
import { type Matcher, wildcard } from './wildcard.ts';

/** What a rule looks at. */
export type Coverage =
  | { readonly kind: 'tool'; readonly fits: Matcher }
  | { readonly kind: 'command'; readonly covers: CommandMatcher; readonly exact: boolean }
  | { readonly kind: 'powershell'; readonly fits: Matcher }
  | { readonly kind: 'path'; readonly access: 'Read' | 'Edit'; readonly fits: PathMatcher }
  | { readonly kind: 'host'; readonly fits: HostMatcher }
  | { readonly kind: 'name'; readonly field: string; readonly fits: Matcher }
  | Extract<ParameterRule, { kind: 'parameter' }>;

export interface CompiledRule {
  readonly rule: Rule;
  readonly coverage: Coverage;
}

/** Why a rule has no effect. */
const ignoredReasons = {
  'no-rule': 'is not of the form Tool or Tool(specifier)',
  'glob-in-allow': 'an allow rule may use * in the tool name only after mcp__server__',
  'primary-parameter': "names the parameter that the tool's own specifier is for",
  'parameter-in-allow': 'only deny and ask rules can match an input parameter',
  'wrong-file-tool': 'file paths are matched by Read(path) and Edit(path) rules only',
  'no-specifier-known': 'the tool takes no specifier of this form',
  untrusted: 'grants of a project apply only after its workspace was trusted',
  'not-managed': 'allowManagedPermissionRulesOnly leaves managed rules only',
} as const;
export type IgnoredReason = keyof typeof ignoredReasons;

/** What a rule needs to know to be compiled. */
export interface RulePlace {
  readonly cwd: string;
  readonly home: string;
  readonly version: AgentVersion | undefined;
}

/** Field of the input that names what a tool is asked for. */
const nameFields: Readonly<Record<string, string>> = { Agent: 'subagent_type', Skill: 'skill' };
const neverConsulted = new Set(['Write', 'NotebookEdit', 'MultiEdit', 'Glob', 'LS', 'NotebookRead']);

/** Turns a rule into what it looks at, or says why it has no effect. */
export function compileRule(rule: Rule, place: RulePlace): Coverage | IgnoredReason {
  const { tool, specifier, behavior } = rule;
  if (specifier === undefined) {
    const fits = toolNameMatcher(tool, behavior);
    return fits ? { kind: 'tool', fits } : 'glob-in-allow';
  }
  const parameter = parameterRule(tool, specifier);
  if (parameter?.kind === 'ignored') return 'primary-parameter';
  if (parameter) return behavior === 'allow' ? 'parameter-in-allow' : parameter;
  if (neverConsulted.has(tool)) return 'wrong-file-tool';
  return withSpecifier(rule, specifier, place) ?? 'no-specifier-known';
}

function withSpecifier(rule: Rule, specifier: string, place: RulePlace): Coverage | undefined {
  const { tool, behavior } = rule;
  if (tool === 'Bash' || tool === 'Monitor') {
    const wildcards = isAtLeast(place.version, '2.1.0');
    const exact = !specifier.includes('*');
    return { kind: 'command', covers: commandPattern(specifier, behavior, wildcards), exact };
  }
  if (tool === 'PowerShell') return { kind: 'powershell', fits: textMatcher(specifier.toLowerCase()) };
  if (tool === 'Read' || tool === 'Edit')
    return { kind: 'path', access: tool, fits: pathMatcher(rule, specifier, place) };
  if (tool === 'WebFetch' && /^\s*domain\s*:/.test(specifier)) {
    const domain = specifier.slice(specifier.indexOf(':') + 1);
    return { kind: 'host', fits: domainPattern(domain, isAtLeast(place.version, '2.1.172')) };
  }
  const field = Object.hasOwn(nameFields, tool) ? nameFields[tool] : undefined;
  if (field === undefined) return undefined;
  return { kind: 'name', field, fits: tool === 'Skill' ? textMatcher(specifier) : wildcard(specifier) };
}

function pathMatcher(rule: Rule, specifier: string, { cwd, home, version }: RulePlace): PathMatcher {
  const { anchor, behavior } = rule;
  const shallowAllow = isAtLeast(version, '2.1.214');
  return pathPattern(specifier, { anchor, cwd, home, behavior, shallowAllow, ignoreCase: ignoresCase(cwd) });
}
