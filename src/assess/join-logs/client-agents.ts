/** How programs that ask a service name themselves to it; one that is not here may use any name. */
const agents: Readonly<Record<string, RegExp>> = {
  // https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
  aws: /aws-cli/i,
  eksctl: /eksctl/i,
  // https://cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog
  gcloud: /gcloud|google-cloud-sdk/i,
  gsutil: /gsutil/i,
  bq: /\bbq\b|google-cloud-sdk/i,
  gh: /github.?cli|\bgh\//i,
  // https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/
  kubectl: /kubectl/i,
  helm: /helm/i,
  k9s: /k9s/i,
  oc: /\boc\//i,
};

/**
 * Whether a request may be one of a program's, by the name that it gave: another program's at the same time is not.
 * @param name as the service logged it; undefined where it logs none
 */
export function mayBeOf(program: string, name: string | undefined, commands: readonly string[]): boolean {
  if (name === undefined || name === '') return true;
  if (agents[program]?.test(name) === false) return false;
  const verbs = /\bcommand\/gcloud\.([\w.-]+)/.exec(name)?.[1]?.split('.') ?? [];
  return commands.some((command) => verbs.every((verb) => command.includes(verb)));
}
