/** One form of log, in the very layout that its program writes. */
export interface LogForm {
  readonly name: string;
  readonly text: string;
  /** What the report calls it. */
  readonly source: string;
  readonly events: Readonly<Record<string, number>>;
  readonly gaps?: readonly string[];
}

const seconds = Date.parse('2026-11-13T14:00:01Z') / 1000;
const at = '2026-11-13T14:00:01.000Z';
const hex = (text: string) => Buffer.from(text).toString('hex').toUpperCase();
const lines = (...records: readonly unknown[]) =>
  records.map((record) => `${typeof record === 'string' ? record : JSON.stringify(record)}\n`).join('');

const call = (serial: number, more: string) =>
  `type=SYSCALL msg=audit(${seconds}.000:${serial}): arch=c000003e ${more} ppid=1 pid=${serial} auid=1000 ses=3 comm="curl" exe="/usr/bin/curl" key=(null)`;
const auditd = lines(
  call(8801, 'syscall=59 success=yes exit=0 a0=1 a1=2 a2=3 a3=4 items=2'),
  `type=EXECVE msg=audit(${seconds}.000:8801): argc=3 a0="curl" a1="-d" a2=${hex('a b')}`,
  `type=CWD msg=audit(${seconds}.000:8801): cwd="/home/dana"`,
  `type=PROCTITLE msg=audit(${seconds}.000:8801): proctitle=${hex('curl\0-d\0a b')}`,
  // Parts of two events stand among each other.
  call(8802, 'syscall=42 success=yes exit=0 a0=3 a1=2 a2=10 a3=0 items=0'),
  call(8803, 'syscall=263 success=yes exit=0 a0=3 a1=2 a2=0 a3=0 items=2'),
  `type=SOCKADDR msg=audit(${seconds}.000:8802): saddr=020001BBC6336402${'0'.repeat(16)}`,
  `type=CWD msg=audit(${seconds}.000:8803): cwd="/home/dana"`,
  `type=PATH msg=audit(${seconds}.000:8803): item=1 name="notes.md" inode=1 nametype=DELETE`,
  `type=USER_LOGIN msg=audit(${seconds}.000:8804): pid=1 uid=0 auid=1000 ses=3 msg='op=login res=success'`,
);

/** `ausearch -i` prints the parts backwards, in words, and in the zone of the machine. */
const interpreted = lines(
  '----',
  'type=PROCTITLE msg=audit(11/13/2026 14:00:01.000:8801) : proctitle=curl -d a b ',
  'type=CWD msg=audit(11/13/2026 14:00:01.000:8801) :  cwd=/home/dana ',
  'type=EXECVE msg=audit(11/13/2026 14:00:01.000:8801) : argc=3 a0=curl a1=-d a2=a b ',
  'type=SYSCALL msg=audit(11/13/2026 14:00:01.000:8801) : arch=x86_64 syscall=execve success=yes exit=0 ppid=1 pid=8801 auid=dana ses=3 comm=curl exe=/usr/bin/curl key=(null) ',
);

const sysmonXml = (id: number, data: Readonly<Record<string, string>>) =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Sysmon' Guid='{5770385f-c22a-43e0-bf4c-06f5698ffbd9}'/><EventID>${id}</EventID><TimeCreated SystemTime='2026-11-13T14:00:01.0000000Z'/><EventRecordID>7</EventRecordID><Channel>Microsoft-Windows-Sysmon/Operational</Channel><Computer>PC7</Computer></System><EventData>${Object.entries(
    { UtcTime: '2026-11-13 14:00:01.000', ProcessGuid: '{a}', Image: 'C:\\curl.exe', ...data },
  )
    .map(([name, text]) => `<Data Name='${name}'>${text}</Data>`)
    .join('')}</EventData></Event>`;
const sysmonEvents = [
  sysmonXml(1, { CommandLine: 'curl -d &quot;a&quot;', ParentProcessGuid: '{b}' }),
  sysmonXml(3, { DestinationIp: '198.51.100.2', DestinationPort: '443', Initiated: 'true' }),
  sysmonXml(11, { TargetFilename: 'C:\\a.txt' }),
  sysmonXml(7, { ImageLoaded: 'C:\\a.dll' }),
];
const sysmonData = { UtcTime: '2026-11-13 14:00:01.000', ProcessGuid: '{a}', CommandLine: 'curl -d a' };

const osquery = (columns: object) => ({
  name: 'pack_events',
  hostIdentifier: 'build7',
  calendarTime: 'Fri Nov 13 14:00:01 2026 UTC',
  unixTime: seconds,
  epoch: 0,
  counter: 3,
  columns,
  action: 'added',
});
const ecs = (category: string, type: string, more: object) => ({
  '@timestamp': at,
  event: { kind: 'event', category: [category], type: [type] },
  host: { hostname: 'build7' },
  process: { pid: 7, entity_id: 'a7' },
  ...more,
});
const ocsf = (class_uid: number, activity_id: number, more: object) => ({
  class_uid,
  activity_id,
  type_uid: class_uid * 100 + activity_id,
  time: seconds * 1000,
  metadata: { version: '1.8.0', product: { name: 'Example' } },
  device: { hostname: 'build7' },
  ...more,
});
const eslogger = (event: object) => ({
  version: 7,
  schema_version: 1,
  mach_time: 123,
  time: '2026-11-13T14:00:01.000000000Z',
  process: { audit_token: { pid: 7, ruid: 501 }, ppid: 1, executable: { path: '/bin/zsh' } },
  event,
});
const falco = (type: string, more: object) => ({
  hostname: 'build7',
  output: 'x',
  priority: 'Notice',
  rule: 'Example',
  source: 'syscall',
  time: '2026-11-13T14:00:01.000000000Z',
  output_fields: { 'evt.type': type, 'proc.pid': 7, 'proc.cmdline': 'curl -d a', ...more },
});
const unified = (eventMessage: string) => ({
  timestamp: '2026-11-13 15:00:01.000000+0100',
  eventType: 'logEvent',
  processID: 7,
  processImagePath: '/usr/bin/sudo',
  subsystem: '',
  eventMessage,
});
const cloudTrail = {
  eventVersion: '1.11',
  eventTime: '2026-11-13T14:00:01Z',
  eventSource: 's3.amazonaws.com',
  eventName: 'DeleteBucket',
  sourceIPAddress: '203.0.113.7',
  userIdentity: { type: 'IAMUser', userName: 'dana' },
  resources: [{ type: 'AWS::S3::Bucket' }, { type: 'AWS::S3::Object' }],
};
const azure = {
  authorization: { action: 'Microsoft.Compute/virtualMachines/delete', scope: '/subscriptions/s' },
  caller: 'dana@example.org',
  correlationId: '00000000-0000-4000-8000-000000000001',
  eventTimestamp: '2026-11-13T14:00:01.0000000Z',
  operationName: { value: 'Microsoft.Compute/virtualMachines/delete', localizedValue: 'Delete' },
  resourceId: '/subscriptions/s/vm',
  status: { value: 'Succeeded' },
};
const gcp = {
  protoPayload: {
    '@type': 'type.googleapis.com/google.cloud.audit.AuditLog',
    serviceName: 'storage.googleapis.com',
    methodName: 'storage.buckets.delete',
    authenticationInfo: { principalEmail: 'dana@example.org' },
  },
  insertId: 'a1',
  logName: 'projects/p/logs/cloudaudit.googleapis.com%2Factivity',
  timestamp: at,
};
const github = {
  '@timestamp': seconds * 1000,
  action: 'repo.destroy',
  actor: 'dana-example',
  org: 'example',
  repo: 'example/shop',
  operation_type: 'remove',
};
const kubernetes = (stage: string) => ({
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  level: 'Metadata',
  auditID: 'a1',
  stage,
  requestURI: '/api/v1/namespaces/shop',
  verb: 'delete',
  user: { username: 'dana' },
  sourceIPs: ['203.0.113.7'],
  responseStatus: { code: 200 },
  requestReceivedTimestamp: '2026-11-13T14:00:01.000000Z',
});

export const logForms: readonly LogForm[] = [
  { name: 'audit.log', text: auditd, source: 'auditd', events: { process: 1, network: 1, file: 1 } },
  {
    name: 'ausearch -i',
    text: interpreted,
    source: 'auditd',
    events: { process: 1 },
    gaps: [
      'has times of a zone that it does not name, and too few commands of the transcripts to tell which: nothing was concluded from it',
    ],
  },
  {
    name: 'auditd behind a syslog',
    text: auditd.replace(/^/gm, 'Nov 13 14:00:01 build7 audisp: ').replace(/Nov.*audisp: $/m, ''),
    source: 'auditd',
    events: { process: 1, network: 1, file: 1 },
  },
  {
    name: 'Sysmon as XML under a root',
    text: `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<Events>${sysmonEvents.join('\n')}</Events>`,
    source: 'Sysmon',
    events: { process: 1, network: 1, file: 1 },
  },
  {
    name: 'Sysmon as wevtutil prints it, without a root',
    text: sysmonEvents.join('\n'),
    source: 'Sysmon',
    events: { process: 1, network: 1, file: 1 },
  },
  {
    name: 'Sysmon for Linux in a syslog',
    text: sysmonEvents.map((event) => `Nov 13 14:00:01 build7 sysmon: ${event}\n`).join(''),
    source: 'Sysmon',
    events: { process: 1, network: 1, file: 1 },
  },
  {
    name: 'Sysmon as JSON of an evtx reader',
    text: lines({
      Event: {
        System: {
          Provider: { '#attributes': { Name: 'Microsoft-Windows-Sysmon' } },
          EventID: 1,
          Computer: 'PC7',
        },
        EventData: sysmonData,
      },
    }),
    source: 'Sysmon',
    events: { process: 1 },
  },
  {
    name: 'Sysmon by winlogbeat',
    text: lines({
      '@timestamp': at,
      winlog: {
        provider_name: 'Microsoft-Windows-Sysmon',
        event_id: '1',
        computer_name: 'PC7',
        event_data: sysmonData,
      },
    }),
    source: 'Sysmon',
    events: { process: 1 },
  },
  {
    name: 'the security log of Windows',
    text: lines({
      Event: {
        System: {
          Provider: { '#attributes': { Name: 'Microsoft-Windows-Security-Auditing' } },
          EventID: 4688,
          TimeCreated: { '#attributes': { SystemTime: at } },
        },
        EventData: { NewProcessId: '0x1a4', ProcessId: '0x4', CommandLine: 'curl' },
      },
    }),
    source: 'Sysmon',
    events: { process: 1 },
  },
  {
    name: 'osquery results',
    text: lines(
      osquery({ cmdline: 'curl', pid: '7', parent: '1', time: String(seconds), env: 'A=1 B=2' }),
      osquery({
        action: 'connect',
        remote_address: '198.51.100.2',
        remote_port: '443',
        pid: '7',
        time: String(seconds),
      }),
      osquery({ target_path: '/home/dana/a', action: 'DELETED', time: String(seconds) }),
    ),
    source: 'osquery',
    events: { process: 1, network: 1, file: 1 },
  },
  {
    name: 'an osquery snapshot',
    text: lines({
      ...osquery({}),
      columns: undefined,
      action: 'snapshot',
      snapshot: [
        { cmdline: 'curl', pid: '7', time: String(seconds) },
        { cmdline: 'ls', pid: '8', time: String(seconds) },
      ],
    }),
    source: 'osquery',
    events: { process: 2 },
  },
  {
    name: 'eslogger',
    text: lines(
      eslogger({
        exec: {
          args: ['curl', '-d', 'a'],
          env: ['IS_SANDBOX=1'],
          cwd: { path: '/Users/dana' },
          target: { audit_token: { pid: 7 }, ppid: 1, executable: { path: '/usr/bin/curl' } },
        },
      }),
      eslogger({ unlink: { target: { path: '/Users/dana/a' } } }),
      eslogger({ exit: { stat: 0 } }),
    ),
    source: 'eslogger',
    events: { process: 2, file: 1 },
  },
  {
    name: 'the unified log',
    text: lines(
      unified('    dana : TTY=ttys001 ; PWD=/Users/dana ; USER=root ; COMMAND=/bin/ls'),
      unified('(Security) something'),
    ),
    source: 'unified log',
    events: { process: 1 },
  },
  {
    name: 'ECS',
    text: lines(
      ecs('process', 'start', { process: { command_line: 'curl', entity_id: 'a7' } }),
      ecs('network', 'start', { destination: { ip: '198.51.100.2', port: 443 } }),
      ecs('file', 'deletion', { file: { path: '/home/dana/a' } }),
    ),
    source: 'ECS',
    events: { process: 1, network: 1, file: 1 },
  },
  {
    name: 'ECS with dotted names',
    text: lines({
      '@timestamp': at,
      'event.category': 'process',
      'event.type': 'start',
      'process.command_line': 'curl',
    }),
    source: 'ECS',
    events: { process: 1 },
  },
  {
    name: 'OCSF',
    text: lines(
      ocsf(1007, 1, { process: { pid: 7, cmd_line: 'curl' }, actor: { process: { pid: 1 } } }),
      ocsf(4001, 1, { dst_endpoint: { ip: '198.51.100.2', port: 443 } }),
      ocsf(1001, 4, { file: { path: '/home/dana/a' } }),
      ocsf(6003, 4, { api: { operation: 'DeleteBucket', service: { name: 's3' } } }),
    ),
    source: 'OCSF',
    events: { process: 1, network: 1, file: 1, cloud: 1 },
  },
  {
    name: 'Falco',
    text: lines(
      falco('execve', {}),
      falco('connect', { 'fd.name': '10.0.0.1:4000->198.51.100.2:443' }),
      falco('unlinkat', { 'fs.path.name': '/home/dana/a' }),
    ),
    source: 'Falco',
    events: { process: 1, network: 1, file: 1 },
  },
  {
    name: 'Defender as CSV',
    text: 'Timestamp,DeviceName,ActionType,ProcessId,ProcessCommandLine,InitiatingProcessId\n"2026-11-13T14:00:01.000Z","pc7","ProcessCreated",7,"curl -d ""a, b""",1\n',
    source: 'Defender',
    events: { process: 1 },
  },
  {
    name: 'CloudTrail as a file of the trail',
    text: JSON.stringify({ Records: [cloudTrail, cloudTrail] }),
    source: 'CloudTrail',
    events: { cloud: 2 },
  },
  {
    name: 'one CloudTrail event over several lines',
    text: JSON.stringify(cloudTrail, undefined, 2),
    source: 'CloudTrail',
    events: { cloud: 1 },
  },
  {
    name: 'Azure Activity',
    text: JSON.stringify({ value: [{ ...azure, status: { value: 'Started' } }, azure] }, undefined, 2),
    source: 'Azure Activity',
    events: { cloud: 1 },
  },
  { name: 'GCP audit', text: JSON.stringify([gcp], undefined, 2), source: 'GCP audit', events: { cloud: 1 } },
  { name: 'GitHub audit', text: lines(github), source: 'GitHub audit', events: { cloud: 1 } },
  {
    name: 'Kubernetes audit',
    text: lines(kubernetes('RequestReceived'), kubernetes('ResponseComplete')),
    source: 'Kubernetes audit',
    events: { cloud: 1 },
  },
  {
    name: 'any object with a command and a time',
    text: lines({ time: at, command: 'curl' }),
    source: 'process log',
    events: { process: 1 },
  },
];
