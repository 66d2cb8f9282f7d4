/** A version of Claude Code, as three numbers. */
export type AgentVersion = readonly [number, number, number];

/** @returns undefined where the text is no `x.y.z` */
export function parseAgentVersion(text: string | undefined): AgentVersion | undefined {
  const parts = /^v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:[-+].*)?$/.exec(text?.trim() ?? '');
  return parts ? [Number(parts[1]), Number(parts[2]), Number(parts[3])] : undefined;
}

/** Negative when `a` is older. */
export function compareAgentVersions(a: AgentVersion, b: AgentVersion): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** An unknown version counts as the newest one. */
export function isAtLeast(version: AgentVersion | undefined, floor: string): boolean {
  const parsed = parseAgentVersion(floor);
  return version === undefined || parsed === undefined || compareAgentVersions(version, parsed) >= 0;
}
