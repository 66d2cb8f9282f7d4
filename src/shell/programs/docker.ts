import type { OptionMeaning } from '../argument-syntax.ts';
import type { Call } from '../call.ts';
import { type Field, plainField } from '../field.ts';
import { type Mount, mountOf } from '../mounts.ts';
import type { Act, Program } from '../program.ts';
import { runImageSteps, runService, runServices } from '../runners/containers-of-files.ts';
import { unknownStream } from '../stream.ts';
import { silent, silently } from './entries.ts';

interface Losing {
  readonly what: string;
  /** Data that no image or file can bring back. */
  readonly isData: boolean;
}

/** Containers can be made again from their image; volumes cannot. */
const loses =
  ({ what, isData }: Losing): Act =>
  (call) => {
    const traits = isData || call.has('-v') || call.has('--volumes') ? (['irreversible'] as const) : [];
    const names = call.operands.length > 0 ? call.operands : [plainField('all')];
    for (const { text } of names) {
      const every = text === '*' ? (['recursive'] as const) : [];
      call.emit('delete', `${what} ${text}`, { traits: [...traits, ...every] });
    }
    return unknownStream;
  };

const removal = (what: string, isData = false): Program => ({
  options: {
    '-f|--force': 'forced',
    '-v|--volumes': 'flag',
    '-a|--all': 'recursive',
    '--filter -t|--time': 'value',
  },
  act: loses({ what, isData }),
});

const runOptions = {
  '-v|--volume|--mount': 'value',
  '--privileged': 'flag',
  '--pid --net --network --userns --ipc --cap-add --device --security-opt': 'value',
  '-w|--workdir': 'value',
  '-e|--env --name -p|--publish -u|--user --entrypoint -h|--hostname -l|--label -m|--memory --cpus --restart --add-host --platform --env-file --gpus --shm-size --tmpfs --ulimit --log-driver --log-opt --dns --ip --link --expose --cpuset-cpus --pull --stop-signal --stop-timeout --group-add --runtime --label-file --volumes-from --health-cmd --annotation --cidfile':
    'value',
  '-i -t -d --rm --init --interactive --tty --detach -P --read-only --no-healthcheck --quiet -q': 'flag',
} as const satisfies Record<string, OptionMeaning>;

/** Images that begin with a program: what follows them are its arguments. https://hub.docker.com */
const entryPoints: readonly (readonly [RegExp, string])[] = [
  [/^hashicorp\/(?:terraform|vault|packer|consul|nomad)$/, ''],
  [/^(?:bitnami|rancher|portainer)\/kubectl(?:-shell)?$/, 'kubectl'],
  [/^amazon\/aws-cli$|^public\.ecr\.aws\/aws-cli\/aws-cli$/, 'aws'],
  [/^(?:curlimages|alpine|appropriate)\/curl$/, 'curl'],
  [/^(?:alpine|bitnami)\/git$/, 'git'],
  [/^(?:alpine|dtzar)\/helm(?:-kubectl)?$/, 'helm'],
  [/^(?:ghcr\.io\/)?opentofu\/opentofu$/, 'tofu'],
  [/^(?:minio\/mc|rclone\/rclone|restic\/restic|pulumi\/pulumi)$/, ''],
];

/** The program of an image with the arguments that it is given; without a known one the first of them is the program. */
function begun(image: Field, command: readonly Field[]): readonly Field[] {
  const name = image.text.replace(/(?::[\w.-]+)?(?:@sha256:\w+)?$/, '').replace(/^docker\.io\//, '');
  const entry = entryPoints.find(([images]) => images.test(name));
  if (!entry) return command[0]?.text.startsWith('-') ? [] : command;
  return [plainField(entry[1] || name.slice(name.lastIndexOf('/') + 1)), ...command];
}

/** https://docs.docker.com/reference/cli/docker/container/run/ */
const runsImage: Act = (call) => {
  const [image, ...command] = call.arguments.rest;
  if (!image) return unknownStream;
  call.emit('execute', `image ${image.text}`, { traits: ['remote'] });
  if (isOnRegistry(image.text)) call.network('download', image.text, { certainty: 'likely' });
  escapes(call);
  const entry = call.value('--entrypoint');
  const inner = entry ? [entry, ...command] : begun(image, command);
  const cwd = call.value('-w')?.text ?? '/';
  return inner.length > 0
    ? call.run(inner, { remote: image.text, cwd, mounts: mountsOf(call) })
    : unknownStream;
};

function mountsOf(call: Call): readonly Mount[] {
  const { home } = call.analysis.context;
  return call.values('-v').flatMap(({ text }) => mountOf(text, { cwd: call.scope.cwd, home }) ?? []);
}

/** A registry is named by a domain or a port, else it is that of Docker. https://docs.docker.com/reference/cli/docker/image/tag/ */
function isOnRegistry(image: string): boolean {
  const [first = '', ...rest] = image.split('/');
  return rest.length > 0 && /[.:]/.test(first) && !/^(?:[\w-]+\.)*docker\.(?:io|com)$/.test(first);
}

/** Disks and memory of the host. */
const hostDisk = /^\/dev\/(?:sd|hd|vd|xvd|nvme|mmcblk|dm-|md|mapper\/|disk\/|mem|kmem|port)/;

/** What lets a container reach the host: https://attack.mitre.org/techniques/T1611/ */
function escapes(call: Call): void {
  const mounts = call.values('-v').map(({ text }) => text);
  const isHostMounted = mounts.some((mount) =>
    /^(?:\/|\/etc|\/root|\/var\/run\/docker\.sock|\/proc|\/sys):|(?:^|,)(?:source|src)=\/(?:,|etc|root|var\/run\/docker\.sock|$)/.test(
      mount,
    ),
  );
  const joins = ['--pid', '--net', '--userns', '--ipc'].filter((option) =>
    call.values(option).some(({ text }) => text === 'host'),
  );
  const isPrivileged =
    call.has('--privileged') ||
    call.values('--cap-add').some(({ text }) => /^(?:ALL|SYS_ADMIN|SYS_PTRACE)$/i.test(text));
  const isDisk = call.values('--device').some(({ text }) => hostDisk.test(text));
  if (isHostMounted || isPrivileged || isDisk || joins.includes('--pid'))
    call.emit('escalate', 'container host');
}

const execOptions = {
  '-e|--env -u|--user -w|--workdir --env-file --detach-keys --index': 'value',
  '-i -t -d -T --privileged --interactive --tty --detach': 'flag',
} as const;

const execsInContainer: Act = (call) => {
  const [container, ...command] = call.arguments.rest;
  if (!container || command.length === 0) return unknownStream;
  return call.run(command, { remote: container.text, cwd: '/' });
};

const copies: Act = (call) => {
  const [from, to] = call.operands;
  if (!from || !to) return unknownStream;
  if (from.text.includes(':')) call.write(to);
  else call.emit('write', to.text, { traits: ['remote'], origins: call.read(from).origins });
  return unknownStream;
};

const builds: Program = {
  options: {
    '-t|--tag -f|--file --build-arg --target --platform --cache-from --cache-to --secret --ssh --network --progress -o|--output --label --iidfile --metadata-file --builder --add-host':
      'value',
    '--push': 'flag',
    '--no-cache --pull -q --load --rm --squash --compress': 'flag',
  },
  act: (call) => {
    call.emit('execute', `build ${call.operand(0) || '.'}`, { certainty: 'likely' });
    runImageSteps(call);
    if (call.has('--push')) for (const { text } of call.values('-t')) call.network('publish', text);
    return unknownStream;
  },
};

const transfers = (action: 'publish' | 'download'): Program => ({
  options: { '-a|--all-tags -q|--quiet': 'flag', '--platform --authfile --creds': 'value' },
  act: (call) => {
    for (const { text } of call.operands) call.network(action, text);
    return unknownStream;
  },
});

const prunes: Program = {
  options: { '-a|--all': 'recursive', '-f|--force': 'forced', '--volumes': 'flag', '--filter': 'value' },
  act: loses({ what: 'unused', isData: false }),
};

const composeOptions = {
  '-f|--file -p|--project-name --env-file --profile --project-directory --ansi --progress --parallel':
    'value',
  '--compatibility': 'flag',
  '--dry-run': 'harmless',
} as const;

const composeRuns = (name: string): Program => ({
  options: {
    '-d --build --force-recreate --no-deps --remove-orphans --wait -V --renew-anon-volumes -q': 'flag',
    '--scale -t|--timeout --pull --exit-code-from': 'value',
    '--dry-run': 'harmless',
  },
  act: (call) => {
    call.emit('execute', `compose ${name}`, { certainty: 'likely' });
    runServices(
      call,
      call.operands.map(({ text }) => text),
    );
    return unknownStream;
  },
});

/** A service, with another command where one is given. https://docs.docker.com/reference/cli/docker/compose/run/ */
const runsService: Act = (call) => {
  const [service, ...command] = call.arguments.rest;
  if (!service) return unknownStream;
  call.emit('execute', `image ${service.text}`, { traits: ['remote'] });
  return runService(call, service.text, command);
};

export const compose: Program = {
  options: composeOptions,
  stopsAtOperand: true,
  subcommands: {
    ...silently('ps logs config images ls top events port version convert stats volumes wait attach'),
    up: composeRuns('up'),
    start: composeRuns('start'),
    restart: composeRuns('restart'),
    create: composeRuns('create'),
    build: builds,
    pull: { act: () => unknownStream },
    push: {
      act: (call) => {
        call.network('publish', 'compose images');
        return unknownStream;
      },
    },
    down: {
      options: {
        '-v|--volumes': 'flag',
        '--rmi -t|--timeout': 'value',
        '--remove-orphans': 'flag',
        '--dry-run': 'harmless',
      },
      act: (call) => {
        const isData = call.has('-v');
        call.emit('delete', isData ? 'compose containers and volumes' : 'compose containers', {
          traits: isData ? ['irreversible', 'recursive'] : [],
        });
        return unknownStream;
      },
    },
    rm: removal('compose container'),
    kill: { act: loses({ what: 'compose process', isData: false }) },
    stop: silent,
    pause: silent,
    unpause: silent,
    exec: { options: execOptions, stopsAtOperand: true, act: execsInContainer },
    run: { options: runOptions, stopsAtOperand: true, act: runsService },
    cp: { act: copies },
  },
  otherwise: { act: () => unknownStream },
};

const objects = {
  container: {
    subcommands: {
      ...silently('ls list ps inspect logs top stats port diff wait'),
      rm: removal('container'),
      prune: prunes,
      run: { options: runOptions, stopsAtOperand: true, act: runsImage },
      exec: { options: execOptions, stopsAtOperand: true, act: execsInContainer },
      cp: { act: copies },
    },
  },
  image: {
    subcommands: {
      ...silently('ls list inspect history'),
      rm: removal('image'),
      prune: prunes,
      build: builds,
      push: transfers('publish'),
      pull: transfers('download'),
    },
  },
  volume: {
    subcommands: {
      ...silently('ls list inspect create'),
      rm: removal('volume', true),
      prune: { ...prunes, act: loses({ what: 'unused volumes', isData: true }) },
    },
  },
  network: {
    subcommands: {
      ...silently('ls list inspect create connect disconnect'),
      rm: removal('network'),
      prune: prunes,
    },
  },
  system: {
    subcommands: {
      ...silently('df info events'),
      prune: prunes,
      /** https://docs.podman.io/en/latest/markdown/podman-system-reset.1.html */
      reset: {
        options: { '-f|--force': 'forced' },
        act: loses({ what: 'containers, images and volumes', isData: true }),
      },
    },
  },
  builder: { subcommands: { prune: prunes }, otherwise: silent },
  buildx: {
    subcommands: { build: builds, bake: builds, prune: prunes, rm: removal('builder') },
    otherwise: silent,
  },
  context: { subcommands: { rm: removal('context'), use: silent }, otherwise: silent },
  secret: { subcommands: { rm: removal('secret', true) }, otherwise: silent },
  config: { subcommands: { rm: removal('config', true) }, otherwise: silent },
  /** https://docs.docker.com/reference/cli/docker/stack/rm/ */
  stack: {
    subcommands: { rm: removal('stack'), remove: removal('stack'), down: removal('stack') },
    otherwise: silent,
  },
  service: { subcommands: { rm: removal('service') }, otherwise: silent },
  swarm: { subcommands: { leave: removal('swarm') }, otherwise: silent },
  node: { subcommands: { rm: removal('node') }, otherwise: silent },
  plugin: { subcommands: { rm: removal('plugin') }, otherwise: silent },
} satisfies Record<string, Program>;

export const docker: Program = {
  options: {
    '-H|--host -c|--context|--config -l|--log-level --tlscacert --tlscert --tlskey --root --url --connection':
      'value',
    '-D|--debug --tls --tlsverify': 'flag',
  },
  stopsAtOperand: true,
  subcommands: {
    ...objects,
    ...silently(
      'ps images inspect logs top stats port diff version info events search history wait rename tag update start stop restart pause unpause attach commit create manifest scout trust help export save load import',
    ),
    run: { options: runOptions, stopsAtOperand: true, act: runsImage },
    exec: { options: execOptions, stopsAtOperand: true, act: execsInContainer },
    rm: removal('container'),
    rmi: removal('image'),
    kill: { act: loses({ what: 'process of container', isData: false }) },
    cp: { options: { '-a -L -q': 'flag' }, act: copies },
    build: builds,
    push: transfers('publish'),
    pull: transfers('download'),
    login: {
      options: { '-u|--username -p|--password': 'value', '--password-stdin': 'flag' },
      act: (call) => {
        call.network('connect', call.operand(0) || 'docker.io');
        return unknownStream;
      },
    },
    logout: silent,
    save: { options: { '-o|--output': 'write' }, output: 'none' },
    export: { options: { '-o|--output': 'write' }, output: 'none' },
    compose,
  },
  otherwise: {
    act: (call) => {
      call.emit('write', `${call.program} ${call.operand(0)}`, { certainty: 'possible' });
      return unknownStream;
    },
  },
};
