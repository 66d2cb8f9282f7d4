import { isAtLeast } from './agent-version.ts';
import type { CompiledRule, Coverage } from './compiled-rule.ts';
import type { PathMatcher } from './path-pattern.ts';
import type { PermissionCall, TouchedPath } from './permission-call.ts';
import { powerShellText } from './powershell-commands.ts';
import { coveredBySpecifier } from './tool-name.ts';

/** Does any part of the call fall under the rule? The question of deny and ask rules. */
export function touches({ rule, coverage }: CompiledRule, call: PermissionCall): boolean {
  if (coverage.kind === 'tool') return coverage.fits(call.tool);
  if (coverage.kind === 'path') return touchesPath(coverage, call);
  if (!coveredBySpecifier(rule.tool, call.tool)) return false;
  if (coverage.kind === 'command') {
    const { shell } = call;
    return shell?.subcommands.some((command) => coverage.covers(command, shell)) ?? false;
  }
  if (coverage.kind === 'powershell') {
    return call.powerShell?.commands.some((command) => coverage.fits(powerShellText(command))) ?? false;
  }
  return matchesInput(coverage, call);
}

/** Rules on a name, a host or a parameter look at one value. */
export function matchesInput(
  coverage: Extract<Coverage, { kind: 'host' | 'name' | 'parameter' }>,
  { request, host }: PermissionCall,
): boolean {
  if (coverage.kind === 'parameter') return coverage.matches(request.input);
  if (coverage.kind === 'host') return host !== undefined && coverage.fits(host);
  const name = request.input[coverage.field];
  return typeof name === 'string' && coverage.fits(name);
}

/** A deny rule catches a link by its own path or by where it leads, an allow rule needs both. */
export function coversPath(fits: PathMatcher, { path, target }: TouchedPath): boolean {
  return path !== undefined && fits(path) && (target === undefined || fits(target));
}

function touchesPath({ access, fits }: Extract<Coverage, { kind: 'path' }>, call: PermissionCall): boolean {
  const paths = access === 'Edit' ? call.writes : [...call.reads, ...writesUnderRead(call)];
  return paths.some(
    ({ path, target }) => (path !== undefined && fits(path)) || (target !== undefined && fits(target)),
  );
}

/** A Read rule also stops edits (2.1.208) and writes (2.1.228), but not of notebooks. */
function writesUnderRead({ tool, version, writes }: PermissionCall): readonly TouchedPath[] {
  if ((tool === 'Edit' || tool === 'MultiEdit') && isAtLeast(version, '2.1.208')) return writes;
  return tool === 'Write' && isAtLeast(version, '2.1.228') ? writes : [];
}
