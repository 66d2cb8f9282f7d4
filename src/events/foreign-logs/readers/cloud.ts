import { isJsonObject, type JsonObject } from '../../../json-object.ts';
import { type Fields, millisecondsAt, present, textAt, textsAt } from '../fields.ts';
import { type LogReader, objectReader } from '../log-reader.ts';

/** How a log of a service says who did what. */
interface ServiceLog extends Pick<LogReader, 'name' | 'source'> {
  readonly claims: (value: JsonObject) => boolean;
  readonly time: readonly string[];
  /** Each gives a part of what was done: the service, the operation, what it was done to. */
  readonly target: readonly (readonly string[])[];
  readonly user: readonly string[];
  readonly key: readonly string[];
  readonly address: readonly string[];
  readonly program: readonly string[];
  readonly request: readonly string[];
  readonly isRead: (value: JsonObject, operation: string) => boolean;
  readonly failed: (value: JsonObject) => boolean;
  /** What is told twice is told by the last record of it. */
  readonly isEvent?: (value: JsonObject) => boolean;
}

const readsByName =
  /^(?:Get|List|Describe|Head|Lookup|Search|BatchGet|Query|Scan|Select|Test|Validate|Decode|AssumeRole)/;

const logs: readonly ServiceLog[] = [
  {
    name: 'CloudTrail',
    source:
      'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html',
    claims: (value) =>
      'eventSource' in value && 'eventName' in value && ('eventTime' in value || '@timestamp' in value),
    time: ['eventTime', '@timestamp'],
    target: [
      ['eventSource'],
      ['eventName'],
      [
        'requestParameters.bucketName',
        'requestParameters.userName',
        'requestParameters.roleName',
        'requestParameters.instanceId',
      ],
      ['requestParameters.key'],
    ],
    user: ['userIdentity.userName', 'userIdentity.arn', 'userIdentity.invokedBy', 'userIdentity.principalId'],
    key: ['userIdentity.accessKeyId'],
    address: ['sourceIPAddress'],
    program: ['userAgent'],
    request: ['requestID', 'requestId', 'eventID'],
    isRead: (value, operation) =>
      typeof value['readOnly'] === 'boolean' ? value['readOnly'] : readsByName.test(operation),
    failed: (value) =>
      value['errorCode'] !== undefined && value['errorCode'] !== null && value['errorCode'] !== '',
  },
  {
    name: 'Azure Activity',
    source: 'https://learn.microsoft.com/azure/azure-monitor/platform/activity-log-schema',
    claims: (value) =>
      ('operationName' in value || 'OperationNameValue' in value) &&
      ('correlationId' in value || 'CorrelationId' in value) &&
      ['resourceId', 'caller', 'Caller', 'eventDataId', 'identity', 'ResourceId', '_ResourceId'].some(
        (name) => name in value,
      ),
    time: ['eventTimestamp', 'time', 'TimeGenerated', 'submissionTimestamp'],
    target: [
      ['operationName.value', 'operationName', 'OperationNameValue'],
      ['resourceId', 'ResourceId', '_ResourceId'],
    ],
    user: [
      'caller',
      'Caller',
      'identity.claims.http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn',
      'identity.claims.appid',
    ],
    key: ['identity.claims.uti', 'claims.uti'],
    address: ['httpRequest.clientIpAddress', 'callerIpAddress', 'CallerIpAddress', 'claims.ipaddr'],
    program: ['httpRequest.userAgent'],
    request: ['httpRequest.clientRequestId', 'correlationId', 'CorrelationId'],
    isRead: (_, operation) => /\/read$/i.test(operation),
    failed: (value) =>
      /^fail/i.test(textAt(value, ['status.value', 'resultType', 'ActivityStatusValue', 'status']) ?? ''),
    isEvent: (value) =>
      !/^(?:start|started|accept|accepted)$/i.test(
        textAt(value, ['status.value', 'resultType', 'ActivityStatusValue']) ?? '',
      ),
  },
  {
    name: 'GCP audit',
    source: 'https://cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog',
    claims: (value) => isJsonObject(value['protoPayload']) && 'methodName' in value['protoPayload'],
    time: ['timestamp', 'receiveTimestamp'],
    target: [['protoPayload.serviceName'], ['protoPayload.methodName'], ['protoPayload.resourceName']],
    user: [
      'protoPayload.authenticationInfo.principalEmail',
      'protoPayload.authenticationInfo.principalSubject',
    ],
    key: ['protoPayload.authenticationInfo.serviceAccountKeyName'],
    address: ['protoPayload.requestMetadata.callerIp'],
    program: ['protoPayload.requestMetadata.callerSuppliedUserAgent'],
    request: ['insertId'],
    isRead: (value, operation) =>
      /(?:^|\.)(?:get|list|search|query|test|read|watch|aggregated)[A-Za-z]*$/i.test(operation) ||
      textAt(value, ['logName'])?.endsWith('data_access') === true,
    failed: (value) => Number(textAt(value, ['protoPayload.status.code']) ?? 0) !== 0,
  },
  {
    name: 'GitHub audit',
    source:
      'https://docs.github.com/organizations/keeping-your-organization-secure/managing-security-settings-for-your-organization/audit-log-events-for-your-organization',
    claims: (value) =>
      /^[a-z][\w-]*\.[\w-]+$/.test(textAt(value, ['action']) ?? '') &&
      ('actor' in value || 'user' in value) &&
      ('@timestamp' in value || 'created_at' in value) &&
      ['org', 'repo', 'operation_type', '_document_id', 'business', 'org_id', 'repository'].some(
        (name) => name in value,
      ),
    time: ['@timestamp', 'created_at'],
    target: [['action'], ['repo', 'repository', 'org', 'user']],
    user: ['actor', 'user'],
    key: ['hashed_token', 'token_id', 'programmatic_access_type'],
    address: ['actor_ip'],
    program: ['user_agent'],
    request: ['request_id', '_document_id'],
    isRead: (value, operation) =>
      textAt(value, ['operation_type']) === 'access' ||
      /^(?:git\.(?:clone|fetch)|repo\.download_zip)$/.test(operation),
    failed: () => false,
  },
  {
    name: 'Kubernetes audit',
    source: 'https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/',
    claims: (value) => 'auditID' in value && 'verb' in value,
    time: ['requestReceivedTimestamp', 'stageTimestamp', 'timestamp'],
    target: [['objectRef.apiGroup'], ['verb'], ['requestURI', 'objectRef.resource']],
    user: ['user.username'],
    key: [],
    address: [],
    program: ['userAgent'],
    request: ['auditID'],
    isRead: (_, operation) => /^(?:get|list|watch)$/.test(operation),
    failed: (value) => Number(textAt(value, ['responseStatus.code']) ?? 0) >= 400,
    isEvent: (value) => value['stage'] !== 'RequestReceived' && value['stage'] !== 'ResponseStarted',
  },
];

/** Logs of services: each names its fields in the table above. */
export const serviceLogs: readonly LogReader[] = logs.map((log) =>
  objectReader({
    name: log.name,
    source: log.source,
    claims: log.claims,
    read: (value) => eventsOf(log, value),
  }),
);

function eventsOf(log: ServiceLog, value: JsonObject) {
  const atMs = millisecondsAt(value, log.time);
  if (atMs === undefined || log.isEvent?.(value) === false) return [];
  const parts = log.target.map((names) => textAt(value, names));
  const operation = parts[log.target.length > 2 ? 1 : 0] ?? '';
  const name = textAt(value, log.user);
  const isRead = log.isRead(value, operation);
  const caller = present({
    name,
    key: textAt(value, log.key),
    address: textAt(value, log.address) ?? firstOf(value, 'sourceIPs'),
    program: textAt(value, log.program),
    requestId: textAt(value, log.request),
    isRead: isRead ? (true as const) : undefined,
  });
  const target = parts.filter((part) => part !== undefined).join(' ');
  const failed = log.failed(value);
  const actor = present({ user: name });
  return [
    {
      atMs,
      kind: 'cloud',
      action: 'call',
      actor,
      target,
      caller,
      ...(failed && { failed: true as const }),
    } as const,
  ];
}

function firstOf(value: Fields, name: string): string | undefined {
  return textsAt(value, name)[0];
}
