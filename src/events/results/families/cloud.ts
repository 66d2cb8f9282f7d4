import type { ResultForm } from '../result-form.ts';

/** Programs of clouds and of what is declared for them. */
export const cloud: readonly ResultForm[] = [
  // https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-returncodes.html
  {
    programs: ['aws'],
    line: /^(?:aws: \[ERROR\]: )?(?:An error occurred \(\w+\) when calling|Unable to locate credentials|fatal error: |Could not connect to the endpoint URL|The config profile \(.{1,200}\) could not be found|You must specify a region|Error when retrieving token|(?:delete|upload|remove_bucket|make_bucket|copy|move) failed: )/i,
    shows: 'refused',
  },
  { programs: ['aws'], line: /^(?:usage: aws |aws: error: |Unknown options: )/, shows: 'never-started' },
  { programs: ['aws'], line: /^\(dryrun\) /, shows: 'nothing-to-do', words: [/^s3$/] },
  { programs: ['aws'], line: /^(delete|remove_bucket|upload|copy|move): \S/, shows: 'done', words: [/^s3$/] },
  // https://cloud.google.com/sdk/gcloud/reference
  {
    programs: ['gcloud', 'bq', 'gsutil'],
    line: /^(?:ERROR: \(gcloud\.|You do not currently have an active account|CommandException: |AccessDeniedException: |BucketNotFoundException: |ServiceException: 401|BigQuery error in |Reauthentication required)/,
    shows: 'refused',
  },
  {
    programs: ['gcloud', 'gsutil'],
    line: /^(?:Deleted \[|Removing (?:gs|objects)|Removed )\S*/,
    shows: 'done',
  },
  // https://learn.microsoft.com/cli/azure/
  {
    programs: ['az'],
    line: /^(?:ERROR: |\()(?:Please run 'az login'|.{0,20}(?:AuthorizationFailed|ResourceNotFound|ResourceGroupNotFound|AuthenticationFailed|NotFound))/,
    shows: 'refused',
  },
  {
    programs: ['az'],
    line: /^(?:ERROR: )?(?:'\S{1,100}' is misspelled or not recognized|the following arguments are required|unrecognized arguments)/,
    shows: 'never-started',
  },
  // https://developer.hashicorp.com/terraform/cli
  {
    programs: ['terraform', 'tofu', 'terragrunt'],
    line: /^(?:[│╷] ?)?Error: (?:No configuration files|Inconsistent dependency lock|Required plugins are not installed|Backend initialization required|Error acquiring the state lock|No valid credential|Invalid|error configuring|Module not installed|Failed to query available provider|Unsupported|Missing)/,
    shows: 'refused',
  },
  {
    programs: ['terraform', 'tofu', 'terragrunt'],
    line: /^(?:No changes\. |Destroy cancelled|Apply cancelled|No objects need to be destroyed)/,
    shows: 'nothing-to-do',
  },
  {
    programs: ['terraform', 'tofu', 'terragrunt'],
    line: /^(?:Destroy complete! Resources: 0 destroyed|Apply complete! Resources: 0 added, 0 changed, 0 destroyed)/,
    shows: 'nothing-to-do',
  },
  {
    programs: ['terraform', 'tofu', 'terragrunt'],
    line: /^(?:Destroy complete! Resources: [1-9]|Apply complete! Resources: |\S{1,300}: (?:Destruction|Creation|Modifications) complete after )/,
    shows: 'done',
  },
  {
    programs: ['pulumi'],
    line: /^error: (?:no (?:stack|Pulumi)|getting|could not|PULUMI_ACCESS_TOKEN|unable|failed to)/,
    shows: 'refused',
  },
  {
    programs: ['pulumi'],
    line: /^ {4}- \d+ deleted|^The resources in the stack have been deleted/,
    shows: 'done',
  },
  {
    programs: ['cdk', 'serverless', 'sls', 'sst'],
    line: /^(?:This app contains no stacks|Need to perform AWS calls for account|Unable to resolve AWS account|Error: AWS provider credentials not found|--app is required)/,
    shows: 'refused',
  },
  { programs: ['cdk'], line: /^ ?✅ {1,2}\S{1,200}: destroyed/, shows: 'done' },
  // https://docs.ansible.com/ansible/latest/
  {
    programs: ['ansible', 'ansible-playbook'],
    line: /^(?:ERROR! |\S{1,253} \| UNREACHABLE! |fatal: \[.{1,253}\]: UNREACHABLE!)/,
    shows: 'refused',
  },
  {
    programs: ['ansible', 'ansible-playbook'],
    line: /^(?:changed: \[|\S{1,253} \| CHANGED \|)/,
    shows: 'done',
  },
  // https://developer.hashicorp.com/vault/docs/commands, https://rclone.org/docs/, https://min.io/docs/minio/linux/reference/minio-mc.html
  {
    programs: ['vault'],
    line: /^(?:Error (?:deleting|writing|reading|making|revoking)|Code: 40[0-9])/,
    shows: 'refused',
  },
  { programs: ['vault'], line: /^Success! (?:Data (?:deleted|written)|Revoked|Disabled)/, shows: 'done' },
  {
    programs: ['rclone'],
    line: /^(?:\d{4}\/\d\d\/\d\d \S+ )?(?:CRITICAL|Failed to|NOTICE: .{0,200}Failed to): /,
    shows: 'refused',
  },
  {
    programs: ['mc', 's3cmd', 's5cmd'],
    line: /^(?:mc: <ERROR>|ERROR: (?:S3 error|\/\S|Parameter)|ERROR ")/,
    shows: 'refused',
  },
  { programs: ['mc', 's3cmd'], line: /^(?:Removed `|delete: '|upload: ')/, shows: 'done' },
];
