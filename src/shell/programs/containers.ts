import type { Call } from '../call.ts';
import { type Field, plainField } from '../field.ts';
import type { Act, OptionMeaning, Program, Programs } from '../program.ts';
import { joinOrigins, type Stream, unknownStream } from '../stream.ts';
import { serviceClient } from './service-client.ts';

const silent: Program = { operands: 'value', output: 'none' };

function silently(names: string): Record<string, Program> {
  return Object.fromEntries(names.split(' ').map((name) => [name, silent]));
}

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
    for (const { text } of names) call.emit('delete', `${what} ${text}`, { traits });
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
  '-e|--env --name -p|--publish -w|--workdir -u|--user --entrypoint -h|--hostname -l|--label -m|--memory --cpus --restart --add-host --platform --env-file --gpus --shm-size --tmpfs --ulimit --log-driver --log-opt --dns --ip --link --expose --cpuset-cpus --pull --stop-signal --stop-timeout --group-add --runtime --label-file --volumes-from --health-cmd --annotation --cidfile':
    'value',
  '-i -t -d --rm --init --interactive --tty --detach -P --read-only --no-healthcheck --quiet -q': 'flag',
} as const satisfies Record<string, OptionMeaning>;

/** https://docs.docker.com/reference/cli/docker/container/run/ */
const runsImage: Act = (call) => {
  const [image, ...command] = call.arguments.rest;
  if (!image) return unknownStream;
  call.emit('execute', `image ${image.text}`, { traits: ['remote'] });
  escapes(call);
  const entry = call.value('--entrypoint');
  const inner = entry ? [entry, ...command] : command;
  return inner.length > 0 ? call.run(inner, { remote: image.text, cwd: '/' }) : unknownStream;
};

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
  if (isHostMounted || isPrivileged || joins.includes('--pid')) call.emit('escalate', 'container host');
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
  '--compatibility --dry-run': 'flag',
} as const;

const composeRuns = (name: string): Program => ({
  options: {
    '-d --build --force-recreate --no-deps --remove-orphans --wait -V --renew-anon-volumes -q': 'flag',
    '--scale -t|--timeout --pull --exit-code-from': 'value',
  },
  act: (call) => {
    call.emit('execute', `compose ${name}`, { certainty: 'likely' });
    return unknownStream;
  },
});

const compose: Program = {
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
      options: { '-v|--volumes': 'flag', '--rmi -t|--timeout': 'value', '--remove-orphans': 'flag' },
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
    run: { options: runOptions, stopsAtOperand: true, act: runsImage },
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
  system: { subcommands: { ...silently('df info events'), prune: prunes } },
  builder: { subcommands: { prune: prunes }, otherwise: silent },
  buildx: {
    subcommands: { build: builds, bake: builds, prune: prunes, rm: removal('builder') },
    otherwise: silent,
  },
  context: { subcommands: { rm: removal('context'), use: silent }, otherwise: silent },
  secret: { subcommands: { rm: removal('secret', true) }, otherwise: silent },
  config: { subcommands: { rm: removal('config', true) }, otherwise: silent },
  stack: { subcommands: { rm: removal('stack') }, otherwise: silent },
  service: { subcommands: { rm: removal('service') }, otherwise: silent },
  swarm: { subcommands: { leave: removal('swarm') }, otherwise: silent },
  node: { subcommands: { rm: removal('node') }, otherwise: silent },
  plugin: { subcommands: { rm: removal('plugin') }, otherwise: silent },
} satisfies Record<string, Program>;

const docker: Program = {
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

const kubeOptions = {
  '-n|--namespace --context --cluster --user --kubeconfig -s|--server --token --as --as-group --request-timeout --certificate-authority --client-certificate --client-key --password --username --cache-dir -v|--v':
    'value',
  '--insecure-skip-tls-verify --warnings-as-errors': 'flag',
} as const;

/** Options may stand before and after the verb; what follows `--` runs inside the pod. */
const execsInPod: Act = (call) => {
  const words = call.arguments.rest.slice(1);
  const dashes = words.findIndex(({ text }) => text === '--');
  const pod = words.find(({ text }) => !text.startsWith('-'))?.text ?? 'pod';
  const command = dashes === -1 ? [] : words.slice(dashes + 1);
  if (command.length > 0) return call.run(command, { remote: pod, cwd: '/' });
  call.emit('execute', `shell in ${pod}`, { traits: ['remote'] });
  return unknownStream;
};

const asksFor: Act = (call) => {
  const words = call.arguments.rest.map(({ text }) => text);
  const secret = words.some((word) => /^secrets?(?:\/|$)/i.test(word));
  const shows = words.some(
    (word, index) =>
      /^(?:-o|--output)(?:=?)(?:json|yaml|jsonpath|go-template|custom-columns)/.test(word) ||
      (/^(?:-o|--output)$/.test(word) && /^(?:json|yaml|jsonpath|go-template)/.test(words[index + 1] ?? '')),
  );
  if (!secret || !shows) {
    call.emit('read', words.slice(0, 3).join(' '), { traits: ['remote'] });
    return unknownStream;
  }
  call.emit('read', words.slice(0, 3).join(' '), { zone: 'credentials', traits: ['remote'] });
  return { origins: ['from-secret'] };
};

function forcedBy(call: Call): boolean {
  return call.arguments.rest.some(({ text }) =>
    /^(?:--force|--grace-period=0|--now|--all|-A|--all-namespaces)$/.test(text),
  );
}

const deletesInCluster: Act = (call) => {
  const words = call.arguments.rest.slice(1).filter(({ text }) => !text.startsWith('-'));
  const file = fileOf(call);
  const isData = words.some(({ text }) =>
    /^(?:ns|namespaces?|pvc|pv|persistentvolume(?:claim)?s?|crd|customresourcedefinitions?|statefulsets?|sts|secrets?|nodes?|clusters?)(?:\/|$)/i.test(
      text,
    ),
  );
  const isWide = forcedBy(call) || isData;
  call.emit('delete', words.map(({ text }) => text).join(' ') || file?.text || 'resources', {
    traits: [
      'remote',
      ...(isData ? (['irreversible'] as const) : []),
      ...(isWide ? (['forced'] as const) : []),
    ],
  });
  return unknownStream;
};

function fileOf(call: Call): Field | undefined {
  const { rest } = call.arguments;
  const at = rest.findIndex(({ text }) => /^(?:-f|--filename|-k|--kustomize)(?:=|$)/.test(text));
  const found = rest[at];
  const attached = found?.text.includes('=')
    ? plainField(found.text.slice(found.text.indexOf('=') + 1))
    : undefined;
  return at === -1 ? undefined : (attached ?? rest[at + 1]);
}

const appliesToCluster: Act = (call) => {
  const file = fileOf(call);
  const stream: Stream =
    file && !/^https?:/.test(file.text) && file.text !== '-' ? call.look(file) : call.stdin;
  if (file && /^https?:/.test(file.text)) call.network('connect', file.text);
  call.emit('write', `cluster ${file?.text ?? call.arguments.rest[1]?.text ?? ''}`.trim(), {
    traits: ['remote'],
    origins: joinOrigins([stream]),
  });
  return unknownStream;
};

/** Containers and clusters: https://docs.docker.com/reference/cli/docker/, https://kubernetes.io/docs/reference/kubectl/ */
export const containers: Programs = {
  'docker podman nerdctl finch': docker,
  'docker-compose podman-compose': compose,
  'kubectl oc k3s-kubectl kubecolor microk8s.kubectl': serviceClient({
    options: kubeOptions,
    verbAt: 0,
    kinds: {
      describe: 'read',
      edit: 'write',
      scale: 'write',
      patch: 'write',
      drain: 'write',
      run: 'execute',
      auth: 'read',
      config: 'none',
      'config view': 'read',
      'config set': 'configure',
      'config set-context': 'configure',
      'config set-credentials': 'configure',
      'config use-context': 'configure',
      'config delete-context': 'configure',
      completion: 'none',
      proxy: 'none',
      'port-forward': 'none',
      options: 'none',
      plugin: 'none',
      kustomize: 'none',
      'rollout history': 'read',
      'rollout status': 'read',
      'rollout undo': 'write',
      'rollout restart': 'write',
      'set image': 'write',
      'create clusterrolebinding': 'escalate',
      'create rolebinding': 'escalate',
      'create token': 'secret',
      certificate: 'escalate',
    },
    acts: {
      exec: execsInPod,
      debug: execsInPod,
      get: asksFor,
      delete: deletesInCluster,
      apply: appliesToCluster,
      create: appliesToCluster,
      replace: appliesToCluster,
      cp: (call) => copiesToPod(call),
    },
  }),
  helm: serviceClient({
    options: {
      '-n|--namespace --kube-context --kubeconfig --registry-config --repository-cache --repository-config --burst-limit --kube-apiserver --kube-token':
        'value',
      '--debug': 'flag',
    },
    verbAt: 0,
    kinds: {
      install: 'write',
      upgrade: 'write',
      uninstall: 'delete',
      delete: 'delete',
      rollback: 'write',
      get: 'read',
      list: 'read',
      repo: 'none',
      'repo add': 'configure',
      'repo remove': 'configure',
      dependency: 'none',
      dep: 'none',
      plugin: 'none',
      'plugin install': 'configure',
      push: 'publish',
      pull: 'download',
      template: 'none',
      lint: 'none',
      create: 'none',
      package: 'none',
      env: 'none',
      show: 'read',
      inspect: 'read',
      search: 'read',
      registry: 'configure',
      completion: 'none',
      test: 'execute',
    },
  }),
  'helmfile argocd flux kustomize skaffold tilt istioctl linkerd cilium velero eksctl kops kubeadm minikube kind k3d k9s kubens kubectx stern rancher':
    serviceClient({
      options: { '-n|--namespace --context --cluster -f|--file -p|--profile --name': 'value' },
      verbAt: 0,
      kinds: {
        apply: 'write',
        sync: 'write',
        template: 'none',
        build: 'none',
        dev: 'none',
        render: 'none',
        app: 'read',
        'app delete': 'delete',
        'app sync': 'write',
        install: 'write',
        proxy: 'none',
        'delete cluster': 'delete',
        cluster: 'read',
        'cluster delete': 'delete',
        'cluster create': 'write',
        reset: 'delete',
        init: 'write',
        join: 'write',
        start: 'none',
        stop: 'none',
        load: 'none',
        ssh: 'execute',
        backup: 'write',
        'backup delete': 'delete',
      },
    }),
  'buildah skopeo crane oras cosign ko kaniko img': serviceClient({
    verbAt: 0,
    kinds: {
      copy: 'publish',
      push: 'publish',
      sign: 'write',
      run: 'execute',
      bud: 'execute',
      build: 'execute',
      rm: 'delete',
      rmi: 'delete',
      delete: 'delete',
      login: 'configure',
      manifest: 'read',
      digest: 'read',
      ls: 'read',
      catalog: 'read',
      inspect: 'read',
    },
  }),
  'trivy grype syft dive hadolint kubeval kubeconform kube-score dockle docker-scan': {
    operands: 'value',
    output: 'none',
  },
  'lxc incus multipass virsh qm vboxmanage VBoxManage prlctl': serviceClient({
    verbAt: 0,
    kinds: {
      delete: 'delete',
      destroy: 'delete',
      undefine: 'delete',
      exec: 'execute',
      launch: 'write',
      list: 'read',
      unregistervm: 'delete',
      purge: 'delete',
    },
  }),
  'ctr crictl': serviceClient({
    verbAt: 0,
    kinds: { rm: 'delete', rmi: 'delete', exec: 'execute', pull: 'download', run: 'execute' },
  }),
};

function copiesToPod(call: Call): Stream {
  const [from, to] = call.arguments.rest.slice(1).filter(({ text }) => !text.startsWith('-'));
  if (!from || !to) return unknownStream;
  if (from.text.includes(':')) call.write(to);
  else call.emit('write', to.text, { traits: ['remote'], origins: call.read(from).origins });
  return unknownStream;
}
