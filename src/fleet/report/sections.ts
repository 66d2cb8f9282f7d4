/** A part of the report: a hunt, or a question of its own whose answer is no reason to act. */
export type PartSource =
  | { readonly hunt: string }
  | { readonly question: string; readonly sql: string; readonly nextStep: string };

export interface SectionSource {
  readonly title: string;
  readonly parts: readonly PartSource[];
}

const flagByRouteAndGuard = `
SELECT route, scope, guard, isolation, count(DISTINCT "hostId") AS hosts, count(*) AS places, :highest(level) AS worst
FROM occurrences_now
WHERE kind <> 'mention'
GROUP BY route, scope, guard, isolation
ORDER BY hosts DESC, route, scope, guard, isolation`;

const findingsByKind = `
SELECT "queryId" AS query, title, :highest(level) AS worst, count(DISTINCT "hostId") AS hosts,
  count(DISTINCT "sessionId") AS sessions, sum("count") AS matches
FROM findings
GROUP BY "queryId", title
ORDER BY CASE worst WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 ELSE 4 END,
  hosts DESC, query`;

/** In the order in which a reader acts. */
export const sections: readonly SectionSource[] = [
  {
    title: 'Act now',
    parts: [
      'critical_finding',
      'tampering',
      'hook_written_unasked',
      'ci_runner_with_flag',
      'denied_but_ran',
    ].map(hunt),
  },
  {
    title: 'Chains across hosts',
    parts: [
      'exfiltration_destination_elsewhere',
      'download_run_on_many_hosts',
      'tainted_commit_elsewhere',
      'injection_wave',
      'common_source_before_harm',
      'server_dropped_by_call',
    ].map(hunt),
  },
  { title: 'Secrets to rotate', parts: ['secret_sent', 'secret_on_many_hosts'].map(hunt) },
  {
    title: 'Where prompts are off',
    parts: [
      {
        question: 'By which routes are prompts off, and what guards them?',
        sql: flagByRouteAndGuard,
        nextStep: 'The hosts of each row: yolo-triage fleet hunt flag_by_route.',
      },
      hunt('bypass_hours_by_team'),
    ],
  },
  {
    title: 'What was found',
    parts: [
      {
        question: 'Which queries matched, and on how many hosts?',
        sql: findingsByKind,
        nextStep: 'What a query means: docs/queries.md.',
      },
    ],
  },
  { title: 'MCP servers on more than one host', parts: [hunt('server_on_many_hosts')] },
  {
    title: 'What is not known',
    parts: [
      'host_silent',
      'short_retention',
      'coverage_gaps',
      'unread_agents',
      'mode_unknown_with_flag',
      'mode_unknown',
    ].map(hunt),
  },
];

function hunt(id: string): PartSource {
  return { hunt: id };
}
