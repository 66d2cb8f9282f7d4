import { plainField } from '../field.ts';
import type { Act, Programs } from '../program.ts';
import { joinOrigins, unknownStream } from '../stream.ts';
import { destroysHosted, resetsHosted, sendsSql } from './hosted-databases.ts';
import { callsInterface, goesAhead, reviews, setsVisibility } from './hosted-interface.ts';
import { type ServiceClient, serviceClient } from './service-client.ts';

const createsGist: Act = (call) => {
  const files = call.arguments.rest.slice(2).filter(({ text }) => !text.startsWith('-'));
  const origins = joinOrigins([...files.map((file) => call.read(file)), call.stdin]);
  const isPublic = call.arguments.rest.some(({ text }) => /^(?:-p|--public)$/.test(text));
  call.emit(isPublic ? 'publish' : 'upload', 'gist.github.com', { origins, traits: ['remote'] });
  return unknownStream;
};

const clones: Act = (call) => {
  const [, , repository, folder] = call.arguments.rest;
  if (!repository) return unknownStream;
  call.network('download', `https://github.com/${repository.text}`);
  call.analysis.created(call.resolve(folder ?? plainField(repository.text.split('/').at(-1) ?? '')));
  return unknownStream;
};

const forgeKinds = {
  'auth login': 'configure',
  'auth logout': 'configure',
  'auth setup-git': 'configure',
  'auth status': 'read',
  'auth token': 'secret',
  'auth status --show-token': 'secret',
  'auth status -t': 'secret',
  'auth refresh': 'configure',
  'repo delete': 'delete',
  'repo archive': 'configure',
  'repo unarchive': 'configure',
  'repo transfer': 'configure',
  'repo sync': 'write',
  'repo fork': 'write',
  'repo rename': 'configure',
  'repo deploy-key': 'escalate',
  'pr create': 'publish',
  'pr checkout': 'write',
  'pr view': 'read',
  'pr status': 'read',
  'pr checks': 'read',
  'mr create': 'publish',
  'pr comment': 'write',
  'pr close': 'write',
  'issue delete': 'delete',
  'release create': 'publish',
  'release upload': 'publish',
  'release delete': 'delete',
  'release delete-asset': 'delete',
  'release download': 'download',
  'run download': 'download',
  'run list': 'read',
  'run view': 'read',
  'run watch': 'read',
  'run rerun': 'write',
  'run cancel': 'write',
  'run delete': 'delete',
  'workflow run': 'execute',
  'workflow enable': 'write',
  'workflow disable': 'write',
  'secret set': 'write',
  'secret delete': 'delete',
  'secret list': 'read',
  'variable get': 'read',
  'variable set': 'write',
  'ssh-key add': 'escalate',
  'gpg-key add': 'escalate',
  'extension install': 'configure',
  'extension exec': 'execute',
  'alias set': 'configure',
  'alias list': 'none',
  'ext list': 'none',
  'cs list': 'read',
  'config get': 'none',
  'config list': 'none',
  'config set': 'configure',
  'codespace ssh': 'execute',
  'codespace logs': 'read',
  'codespace ports': 'read',
  'gist list': 'read',
  'gist view': 'read',
  'gist delete': 'delete',
  'gist clone': 'download',
  'ruleset check': 'read',
  'attestation verify': 'read',
  'at verify': 'read',
  'label clone': 'write',
  'cache delete': 'delete',
  'project item-list': 'read',
  'project delete': 'delete',
  search: 'read',
  browse: 'none',
  status: 'read',
  completion: 'none',
} as const;

/** Platforms that run what is deployed to them. */
const platform: ServiceClient = {
  options: {
    '-t|--token -S|--scope --cwd -a|--app -s|--site --project -P --config -c -e|--env': 'value',
    '-y|--yes --debug': 'flag',
  },
  verbAt: 0,
  kinds: {
    deploy: 'publish',
    '--prod': 'publish',
    dev: 'none',
    serve: 'none',
    build: 'none',
    'emulators start': 'none',
    whoami: 'read',
    env: 'read',
    'env ls': 'read',
    'env pull': 'download',
    'env add': 'write',
    'env rm': 'delete',
    'env:get': 'secret',
    'env:list': 'secret',
    'env:set': 'write',
    secrets: 'read',
    'secrets set': 'write',
    secret: 'write',
    'secret list': 'read',
    'config:set': 'write',
    'config:get': 'secret',
    'auth token': 'secret',
    'auth:token': 'secret',
    'tokens create': 'secret',
    variables: 'secret',
    'variables --set': 'write',
    config: 'read',
    'apps:destroy': 'delete',
    'apps destroy': 'delete',
    'sites:delete': 'delete',
    logs: 'read',
    tail: 'read',
    status: 'read',
    login: 'configure',
    logout: 'configure',
    init: 'configure',
    link: 'configure',
    'db push': 'write',
    'db diff': 'read',
    start: 'none',
    stop: 'none',
    'kv key put': 'write',
    'r2 object put': 'upload',
    pages: 'publish',
    ssh: 'execute',
    'ssh console': 'execute',
    run: 'execute',
    promote: 'publish',
    rollback: 'write',
  },
  acts: {
    'db reset': resetsHosted,
    'pg:reset': destroysHosted,
    'pg:psql': sendsSql({ dialect: 'postgresql', statements: '-c --command', files: '-f --file' }),
    'd1 execute': sendsSql({
      dialect: 'sqlite',
      statements: '--command',
      files: '--file',
      remoteWith: '--remote',
    }),
    'd1 delete': destroysHosted,
    'db shell': sendsSql({ dialect: 'sqlite', statements: '--sql', operand: 3 }),
    'db destroy': destroysHosted,
    'database delete': destroysHosted,
    'databases delete': destroysHosted,
    'branches delete': destroysHosted,
    'branches reset': destroysHosted,
    'firestore:delete': destroysHosted,
    'database:remove': destroysHosted,
    'postgres destroy': destroysHosted,
    'pg destroy': destroysHosted,
  },
};

/** Forges and hosts of applications. */
export const hosting: Programs = {
  gh: serviceClient({
    options: { '-R|--repo --hostname': 'value' },
    verbAt: 1,
    kinds: forgeKinds,
    acts: {
      api: callsInterface,
      'gist create': createsGist,
      'repo clone': clones,
      'repo create': setsVisibility,
      'repo edit': setsVisibility,
      'pr merge': goesAhead('merge'),
      'pr review': reviews,
    },
  }),
  'glab tea hub': serviceClient({
    options: { '-R|--repo': 'value' },
    verbAt: 1,
    kinds: forgeKinds,
    acts: {
      api: callsInterface,
      'mr merge': goesAhead('merge'),
      'mr approve': goesAhead('approve'),
      'repo create': setsVisibility,
      'snippet create': createsGist,
    },
  }),
  'vercel now': serviceClient({ ...platform, bare: 'publish' }),
  /** https://devcenter.heroku.com/articles/heroku-cli-commands */
  heroku: serviceClient({ ...platform, kinds: { ...platform.kinds, config: 'secret' } }),
  'netlify ntl fly flyctl railway render wrangler firebase supabase surge cf convex neonctl turso planetscale pscale modal replit koyeb northflank eas':
    serviceClient(platform),
  auth0: serviceClient({
    options: { '--tenant': 'value', '--no-input --no-color --debug': 'flag' },
    verbAt: 1,
    kinds: {
      api: 'read',
      'api get': 'read',
      'api post': 'write',
      'api patch': 'write',
      'api put': 'write',
      'api delete': 'delete',
      login: 'configure',
      logout: 'configure',
      test: 'read',
    },
  }),
  'sentry-cli stripe twilio datadog-ci newrelic circleci travis act buildkite-agent jira linear slack':
    serviceClient({
      verbAt: 0,
      kinds: {
        listen: 'none',
        trigger: 'write',
        login: 'configure',
        releases: 'publish',
        sourcemaps: 'upload',
        config: 'configure',
        logs: 'read',
      },
    }),
};
