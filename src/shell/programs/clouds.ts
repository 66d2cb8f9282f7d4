import type { Call } from '../call.ts';
import { type Field, plainField } from '../field.ts';
import type { Act, Programs } from '../program.ts';
import { type Stream, unknownStream } from '../stream.ts';
import { sendsSql } from './hosted-databases.ts';
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

const warehouse = { dialect: 'other' } as const;

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
    logins: {
      files: 'AWS_SHARED_CREDENTIALS_FILE AWS_WEB_IDENTITY_TOKEN_FILE',
      names: { '--profile': 'aws profile', AWS_PROFILE: 'aws profile' },
    },
    kinds: {
      ...iam,
      'secretsmanager get-secret-value': 'secret',
      'secretsmanager batch-get-secret-value': 'secret',
      'secretsmanager get-random-password': 'read',
      'sts get-session-token': 'secret',
      'sts assume-role': 'secret',
      'sts assume-role-with-saml': 'secret',
      'sts assume-role-with-web-identity': 'secret',
      'sts get-federation-token': 'secret',
      'sts decode-authorization-message': 'read',
      'eks get-token': 'secret',
      'eks update-kubeconfig': 'configure',
      'ecr get-login-password': 'secret',
      'ecr get-authorization-token': 'secret',
      'ecr-public get-login-password': 'secret',
      'ecr-public get-authorization-token': 'secret',
      'codeartifact get-authorization-token': 'secret',
      'codeartifact login': 'configure',
      'rds generate-db-auth-token': 'secret',
      'dsql generate-db-connect-auth-token': 'secret',
      'dsql generate-db-connect-admin-auth-token': 'secret',
      'redshift get-cluster-credentials': 'secret',
      'redshift get-cluster-credentials-with-iam': 'secret',
      'redshift-serverless get-credentials': 'secret',
      'sso get-role-credentials': 'secret',
      'cognito-identity get-credentials-for-identity': 'secret',
      'lightsail get-instance-access-details': 'secret',
      'lightsail get-relational-database-master-user-password': 'secret',
      'ec2 get-password-data': 'secret',
      'iot create-keys-and-certificate': 'secret',
      'kms decrypt': 'secret',
      'apigateway get-api-keys --include-values': 'secret',
      'apigateway get-api-key --include-value': 'secret',
      'ssm get-parameter --with-decryption': 'secret',
      'ssm get-parameters --with-decryption': 'secret',
      'ssm get-parameters-by-path --with-decryption': 'secret',
      'configure list': 'none',
      'configure get': 'none',
      'configure list-profiles': 'none',
      'configure export-credentials': 'secret',
      'configure get aws_secret_access_key': 'secret',
      'configure get aws_session_token': 'secret',
      configure: 'configure',
      'sso login': 'configure',
      'sso logout': 'configure',
      's3 ls': 'read',
      's3 presign': 'read',
      's3 mb': 'write',
      's3 rb': 'delete',
      'logs tail': 'read',
      'ec2 modify-snapshot-attribute': 'publish',
      'rds modify-db-snapshot-attribute': 'publish',
      's3api put-bucket-policy': 'publish',
      's3api put-bucket-acl': 'publish',
      's3api put-object-acl': 'publish',
      'cloudtrail stop-logging': 'delete',
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
      'athena start-query-execution': sendsSql({ ...warehouse, statements: '--query-string' }),
      'rds-data execute-statement': sendsSql({ ...warehouse, statements: '--sql' }),
      'rds-data batch-execute-statement': sendsSql({ ...warehouse, statements: '--sql' }),
      'redshift-data execute-statement': sendsSql({ ...warehouse, statements: '--sql' }),
      'redshift-data batch-execute-statement': sendsSql({ ...warehouse, statements: '--sqls' }),
      'timestream-query query': sendsSql({ ...warehouse, statements: '--query-string' }),
      'dynamodb execute-statement': sendsSql({ ...warehouse, statements: '--statement' }),
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
      'acr login --expose-token': 'secret',
      'acr login -t': 'secret',
      'acr credential show': 'secret',
      'acr import': 'write',
      'ad sp credential reset': 'escalate',
      'ad app credential reset': 'escalate',
      'aks get-credentials': 'configure',
      'appconfig credential list': 'secret',
      // What a caller of one function sends along; the keys of accounts are below.
      'functionapp keys list': 'read',
      'keyvault key list': 'read',
      'keyvault secret show': 'secret',
      'keyvault secret download': 'secret',
      'ml online-endpoint get-credentials': 'secret',
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
      'devops configure': 'configure',
      rest: 'write',
    },
    endings: {
      'keys list': 'secret',
      'key list': 'secret',
      'list-keys': 'secret',
      'admin-key show': 'secret',
      'query-key list': 'secret',
      'get-access-token': 'secret',
    },
  }),
  gcloud: serviceClient({
    options: {
      '--project --account --format --configuration --filter --region --zone --verbosity --billing-project --impersonate-service-account --access-token-file':
        'value',
      '-q|--quiet --no-user-output-enabled --log-http': 'flag',
    },
    verbAt: 1,
    logins: {
      files:
        '--access-token-file --credential-file-override --key-file GOOGLE_APPLICATION_CREDENTIALS CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE',
      names: {
        '--account': 'gcloud account',
        '--configuration': 'gcloud configuration',
        '--impersonate-service-account': 'gcloud service account',
      },
    },
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
      'config config-helper': 'secret',
      'sql generate-login-token': 'secret',
      'compute reset-windows-password': 'secret',
      'secrets versions access': 'secret',
      'config get': 'none',
      'config list': 'none',
      'config get-value': 'none',
      'config set': 'configure',
      'components list': 'read',
      'run deploy': 'publish',
      'functions deploy': 'publish',
      'app deploy': 'publish',
      'projects add-iam-policy-binding': 'escalate',
      'projects set-iam-policy': 'escalate',
      'iam service-accounts keys list': 'read',
      'iam service-accounts keys delete': 'delete',
      'iam service-accounts keys create': 'escalate',
      'iam service-accounts keys upload': 'escalate',
      'iam service-accounts add-iam-policy-binding': 'escalate',
      'container clusters get-credentials': 'configure',
    },
    acts: {
      'storage cp': copiesObjects(2),
      'storage rsync': copiesObjects(2),
      'storage rm': removesObjects(2),
      'spanner databases execute-sql': sendsSql({ ...warehouse, statements: '--sql' }),
      'spanner databases ddl update': sendsSql({ ...warehouse, statements: '--ddl', files: '--ddl-file' }),
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
    acts: { query: sendsSql({ ...warehouse, statements: '', operand: 1 }) },
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
      lsjson: 'read',
      ncdu: 'read',
      hashsum: 'read',
      md5sum: 'read',
      cryptcheck: 'read',
      obscure: 'none',
      delete: 'delete',
      deletefile: 'delete',
      purge: 'delete',
      cleanup: 'delete',
      dedupe: 'delete',
      rmdir: 'delete',
      rmdirs: 'delete',
      rcat: 'upload',
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
