import type { Call } from '../call.ts';
import { type Field, plainField } from '../field.ts';
import type { Act, Programs } from '../program.ts';
import { joinOrigins, type Stream, unknownStream } from '../stream.ts';
import { serviceClient } from './service-client.ts';

const remote = /^(?:s3|gs|az|abfss?|oss|cos|b2|r2|wasbs?|https):\/\//;

/** `aws s3 cp a s3://b`: between here and a bucket. */
const copiesObjects =
  (skip: number): Act =>
  (call) => {
    const operands = operandsAfter(call, skip);
    const [from, to] = [operands.at(0), operands.at(1)];
    if (!from || !to) return unknownStream;
    const isUp = remote.test(to.text);
    const stream: Stream = remote.test(from.text)
      ? { origins: ['from-network'] }
      : from.text === '-'
        ? call.stdin
        : call.read(from);
    if (isUp) call.network('upload', to.text, { origins: stream.origins, traits: ['remote'] });
    else {
      call.network('download', from.text, { traits: ['remote'] });
      call.write(to, stream);
    }
    const deletes = call.arguments.rest.some(({ text }) =>
      /^(?:--delete|--delete-unmatched-destination-objects|-d)$/.test(text),
    );
    const moves = call.arguments.rest.some(({ text }) => text === 'mv') && remote.test(from.text);
    if (deletes) call.emit('delete', to.text, { traits: ['recursive', 'irreversible', 'remote'] });
    if (moves) call.emit('delete', from.text, { traits: ['remote'] });
    return unknownStream;
  };

function operandsAfter(call: Call, skip: number): Field[] {
  return call.arguments.rest.filter(({ text }) => !text.startsWith('-') || text === '-').slice(skip);
}

const removesObjects =
  (skip: number): Act =>
  (call) => {
    const wide = call.arguments.rest.some(({ text }) => /^(?:--recursive|-r|-rf|--force|-R)$/.test(text));
    for (const { text } of operandsAfter(call, skip)) {
      call.emit('delete', text, {
        traits: wide ? ['recursive', 'irreversible', 'remote'] : ['irreversible', 'remote'],
      });
    }
    return unknownStream;
  };

/** Grants: `attach-user-policy`, `create-access-key`, `put-role-policy`. */
const iam = Object.fromEntries(
  `attach-user-policy attach-role-policy attach-group-policy put-user-policy put-role-policy put-group-policy
   create-access-key create-login-profile update-login-profile add-user-to-group create-user update-assume-role-policy
   create-policy-version set-default-policy-version add-role-to-instance-profile create-virtual-mfa-device
   deactivate-mfa-device`
    .split(/\s+/)
    .map((operation) => [`iam ${operation}`, 'escalate' as const]),
);

const runsRemotely =
  (option: string): Act =>
  (call) => {
    const words = call.arguments.rest;
    const at = words.findIndex(({ text }) => text === option || text.startsWith(`${option}=`));
    const found = words[at];
    const command = found?.text.startsWith(`${option}=`)
      ? found.text.slice(option.length + 1)
      : words[at + 1]?.text;
    const host = operandsAfter(call, 2)[0]?.text ?? call.program;
    call.network('connect', host, { traits: ['remote'] });
    return at === -1 || !command
      ? unknownStream
      : call.runSource(plainField(command), { remote: host, cwd: '/' });
  };

const secretly: Act = (call) => {
  call.emit('read', [call.program, ...call.operands.map(({ text }) => text)].join(' ').slice(0, 200), {
    zone: 'credentials',
    traits: ['remote'],
  });
  return { origins: ['from-secret'] };
};

/** `start-query-execution --query-string 'SELECT …'` only reads. */
const queriesAthena: Act = (call) => {
  const at = call.arguments.rest.findIndex(({ text }) => text === '--query-string');
  const sql = call.arguments.rest[at + 1]?.text ?? '';
  if (/^\s*(?:select|show|describe|with|explain)\b/i.test(sql)) return unknownStream;
  call.emit(/^\s*(?:drop|delete)\b/i.test(sql) ? 'delete' : 'write', sql.slice(0, 120), {
    traits: ['remote'],
    origins: joinOrigins(call.arguments.rest),
  });
  return unknownStream;
};

/** Clients of clouds: https://docs.aws.amazon.com/cli/, https://learn.microsoft.com/cli/azure/, https://cloud.google.com/sdk/gcloud/reference */
export const clouds: Programs = {
  aws: serviceClient({
    options: {
      '--profile --region --output --query --endpoint-url --ca-bundle --cli-read-timeout --cli-connect-timeout --color --cli-binary-format':
        'value',
      '--no-paginate --no-sign-request --debug --no-verify-ssl --no-cli-pager --no-cli-auto-prompt --cli-auto-prompt':
        'flag',
    },
    verbAt: 1,
    fixed: true,
    kinds: {
      ...iam,
      'secretsmanager get-secret-value': 'secret',
      'secretsmanager batch-get-secret-value': 'secret',
      'sts get-session-token': 'secret',
      'sts assume-role': 'secret',
      'sts get-federation-token': 'secret',
      'sts decode-authorization-message': 'read',
      'ecr get-login-password': 'read',
      'ecr get-authorization-token': 'read',
      'configure list': 'none',
      'configure get': 'none',
      'configure list-profiles': 'none',
      'configure export-credentials': 'secret',
      configure: 'configure',
      'sso login': 'configure',
      'sso logout': 'configure',
      's3 ls': 'read',
      's3 presign': 'read',
      's3 mb': 'write',
      's3 rb': 'delete',
      'logs tail': 'read',
      'ec2 terminate-instances': 'delete',
      'ec2 modify-snapshot-attribute': 'publish',
      'rds modify-db-snapshot-attribute': 'publish',
      's3api put-bucket-policy': 'publish',
      's3api put-bucket-acl': 'publish',
      's3api put-object-acl': 'publish',
      'kms schedule-key-deletion': 'delete',
      'cloudtrail stop-logging': 'delete',
      'cloudtrail delete-trail': 'delete',
      'ssm send-command': 'execute',
      'ssm start-session': 'execute',
      'ecs execute-command': 'execute',
      'rds download-db-log-file-portion': 'read',
      'iam generate-credential-report': 'read',
      'cognito-idp admin-get-user': 'read',
      'cognito-idp admin-list-user-auth-events': 'read',
      'ecr batch-check-layer-availability': 'read',
    },
    acts: {
      's3 cp': copiesObjects(2),
      's3 sync': copiesObjects(2),
      's3 mv': copiesObjects(2),
      's3 rm': removesObjects(2),
      'athena start-query-execution': queriesAthena,
      'ssm get-parameter': (call) =>
        call.arguments.rest.some(({ text }) => text === '--with-decryption') ? secretly(call) : unknownStream,
      'ssm get-parameters': (call) =>
        call.arguments.rest.some(({ text }) => text === '--with-decryption') ? secretly(call) : unknownStream,
    },
  }),
  az: serviceClient({
    options: {
      '--subscription --query -o|--output': 'value',
      '--debug --verbose --only-show-errors': 'flag',
    },
    verbAt: 1,
    kinds: {
      login: 'configure',
      logout: 'configure',
      'account set': 'configure',
      'account get-access-token': 'read',
      'role assignment create': 'escalate',
      'role definition create': 'escalate',
      'ad sp create-for-rbac': 'escalate',
      'ad app permission': 'escalate',
      'storage blob upload': 'upload',
      'storage blob upload-batch': 'upload',
      'storage blob download': 'download',
      'storage blob download-batch': 'download',
      'storage blob delete': 'delete',
      'vm run-command invoke': 'execute',
      'group delete': 'delete',
      'devops configure': 'configure',
      rest: 'write',
    },
  }),
  gcloud: serviceClient({
    options: {
      '--project --account --format --configuration --filter --region --zone --verbosity --billing-project --impersonate-service-account --access-token-file':
        'value',
      '-q|--quiet --no-user-output-enabled --log-http': 'flag',
    },
    verbAt: 1,
    kinds: {
      info: 'none',
      version: 'none',
      help: 'none',
      topic: 'none',
      init: 'configure',
      'auth list': 'read',
      'auth login': 'configure',
      'auth print-access-token': 'secret',
      'auth print-identity-token': 'secret',
      'auth application-default print-access-token': 'secret',
      'secrets versions access': 'secret',
      'config get': 'none',
      'config list': 'none',
      'config get-value': 'none',
      'config set': 'configure',
      'components list': 'read',
      'projects delete': 'delete',
      'projects add-iam-policy-binding': 'escalate',
      'projects set-iam-policy': 'escalate',
      'iam service-accounts keys': 'escalate',
      'iam service-accounts add-iam-policy-binding': 'escalate',
      'container clusters get-credentials': 'configure',
    },
    acts: {
      'storage cp': copiesObjects(2),
      'storage rsync': copiesObjects(2),
      'storage rm': removesObjects(2),
      'compute ssh': runsRemotely('--command'),
      'compute scp': copiesObjects(2),
    },
  }),
  gsutil: serviceClient({
    options: { '-m -q -D': 'flag', '-o -u -h': 'value' },
    verbAt: 0,
    kinds: {
      ls: 'read',
      cat: 'read',
      stat: 'read',
      du: 'read',
      hash: 'read',
      mb: 'write',
      rb: 'delete',
      acl: 'publish',
      iam: 'escalate',
      version: 'none',
    },
    acts: { cp: copiesObjects(1), rsync: copiesObjects(1), mv: copiesObjects(1), rm: removesObjects(1) },
  }),
  bq: serviceClient({
    verbAt: 0,
    kinds: {
      query: 'read',
      ls: 'read',
      show: 'read',
      head: 'read',
      rm: 'delete',
      mk: 'write',
      load: 'upload',
      extract: 'download',
      cp: 'write',
      update: 'write',
    },
  }),
  'azcopy rclone s3cmd s5cmd mc b2': serviceClient({
    options: { '--config -P --transfers --checkers --endpoint-url': 'value', '-v -q --progress': 'flag' },
    verbAt: 0,
    kinds: {
      ls: 'read',
      lsd: 'read',
      lsl: 'read',
      lsf: 'read',
      cat: 'read',
      size: 'read',
      tree: 'read',
      about: 'read',
      listremotes: 'none',
      config: 'configure',
      mkdir: 'write',
      mount: 'read',
      serve: 'publish',
      login: 'configure',
      delete: 'delete',
      purge: 'delete',
      rmdirs: 'delete',
      del: 'delete',
      rm: 'delete',
      rb: 'delete',
      put: 'upload',
      get: 'download',
      sync: 'upload',
      copy: 'upload',
      cp: 'upload',
      move: 'upload',
      copyto: 'upload',
      moveto: 'upload',
      mv: 'upload',
      mirror: 'upload',
      check: 'read',
      version: 'none',
    },
  }),
  'doctl hcloud linode-cli scw vultr-cli ibmcloud oci aliyun tccli yc upctl civo exo kamatera openstack nova cinder':
    serviceClient({
      options: {
        '-t --access-token --context -o|--output --format -c|--config --profile --region': 'value',
        '--no-header --verbose': 'flag',
      },
      verbAt: 1,
    }),
};
