import type { OptionMeaning } from '../../shell/argument-syntax.ts';
import type { Isolation } from '../isolation.ts';
import type { Carrier } from './carrier.ts';

/** Options of `docker run` and `docker exec`: https://docs.docker.com/reference/cli/docker/container/run/ */
const options: Readonly<Record<string, OptionMeaning>> = {
  '-v|--volume': 'value',
  '--mount --pid --ipc --userns --cap-add --device --security-opt': 'value',
  '--privileged': 'flag',
  '-e|--env': 'value',
  '--name -p|--publish -w|--workdir -u|--user --entrypoint -h|--hostname -l|--label -m|--memory --cpus --restart --add-host --platform --env-file --gpus --shm-size --tmpfs --ulimit --log-driver --log-opt --dns --ip --link --expose --cpuset-cpus --pull --stop-signal --stop-timeout --group-add --runtime --label-file --volumes-from --health-cmd --annotation --cidfile --net --network --network-alias --memory-swap --pids-limit --cap-drop --detach-keys --index --domainname --mac-address --oom-score-adj --sysctl --uts --cgroupns --cgroup-parent --blkio-weight --cpu-shares -c --isolation --kernel-memory --volume-driver --storage-opt -a|--attach --scale -f|--file --project-name --profile --pod --secret --arch --os --systemd':
    'value',
  '-i -t -d -T --rm --init --interactive --tty --detach -P --publish-all --read-only --no-healthcheck --quiet -q --no-TTY --no-deps --service-ports --use-aliases --build --replace --sig-proxy --oom-kill-disable --disable-content-trust --rootfs':
    'flag',
};

const container: Carrier = {
  options,
  stopsAtOperand: true,
  skips: 1,
  clears: true,
  sets: ['-e'],
  isolation: 'container',
  isContainer: true,
};

const engine: Readonly<Record<string, Carrier>> = { 'run exec create': container };
const compose: Carrier = {
  options: {
    '-f|--file -p|--project-name --env-file --profile --project-directory --ansi --progress --parallel':
      'value',
  },
  stopsAtOperand: true,
  subcommands: engine,
};

const inside = (isolation: Isolation, given: Omit<Carrier, 'isolation'> = {}): Carrier => ({
  stopsAtOperand: true,
  isolation,
  ...given,
});

const remote = { clears: true, readsScript: true } as const;

/** Programs that run another one inside an isolation. */
export const containerCarriers: Readonly<Record<string, Carrier>> = {
  'docker podman nerdctl finch': {
    options: {
      '-H|--host -c|--context --config -l|--log-level --tlscacert --tlscert --tlskey --root --url --connection':
        'value',
      '-D|--debug --tls --tlsverify --remote': 'flag',
    },
    stopsAtOperand: true,
    subcommands: {
      ...engine,
      container: { stopsAtOperand: true, subcommands: engine },
      compose,
      sandbox: { stopsAtOperand: true, subcommands: { run: inside('container', { options, clears: true }) } },
    },
  },
  'docker-compose podman-compose': compose,
  container: { stopsAtOperand: true, subcommands: engine },
  // https://kubernetes.io/docs/reference/kubectl/generated/kubectl_exec/
  'kubectl oc microk8s.kubectl kubecolor': {
    options: { '-n|--namespace --context --kubeconfig --cluster --user --as': 'value' },
    stopsAtOperand: true,
    subcommands: {
      'exec rsh debug': inside('container', {
        options: {
          '-n|--namespace -c|--container -f|--filename --context --kubeconfig --image --target --pod-running-timeout':
            'value',
          '-i -t -q --stdin --tty': 'flag',
        },
        skips: 1,
        ...remote,
      }),
      run: inside('container', {
        options: {
          '-n|--namespace --image --restart --overrides -l --labels --port --context --kubeconfig --pod-running-timeout --image-pull-policy':
            'value',
          '--env': 'value',
          '-i -t --rm --stdin --tty --command --attach --privileged': 'flag',
        },
        skips: 1,
        clears: true,
        sets: ['--env'],
        isContainer: true,
      }),
    },
  },
  // Without `--cleanenv` the environment of the host is handed on: https://apptainer.org/docs/user/main/environment_and_metadata.html
  'apptainer singularity': {
    stopsAtOperand: true,
    subcommands: {
      'exec run shell': inside('container', {
        options: { '-B|--bind --env --env-file --pwd -H|--home -W|--workdir -s|--shell --overlay': 'value' },
        skips: 1,
        clears: ['-e', '--cleanenv', '-C', '--containall'],
        sets: ['--env'],
      }),
    },
  },
  'systemd-nspawn': inside('container', {
    options: {
      '-D|--directory -M|--machine -u|--user --bind --bind-ro -i|--image --chdir --network-zone --tmpfs':
        'value',
      '-E|--setenv': 'value',
    },
    clears: true,
    sets: ['-E'],
  }),
  'incus lxc': {
    stopsAtOperand: true,
    subcommands: {
      exec: inside('container', {
        options: { '--user --group --cwd --mode': 'value', '--env': 'value' },
        skips: 1,
        ...remote,
        sets: ['--env'],
      }),
    },
  },
  'lxc-attach': inside('container', { options: { '-n|--name -u|--uid -P': 'value' }, ...remote }),
  'distrobox toolbox': {
    stopsAtOperand: true,
    // Both share the home of the user: they keep nothing out of reach.
    subcommands: {
      'enter run': { options: { '-n|--name -c|--container -d|--distro': 'value' }, stopsAtOperand: true },
    },
  },
  sbx: inside('container', remote),
  'devcontainer devpod': {
    stopsAtOperand: true,
    subcommands: {
      'exec up open ssh': inside('devcontainer', {
        options: {
          '--workspace-folder --container-id --id-label --config --override-config --docker-path --command':
            'value',
          '--remote-env': 'value',
        },
        scripts: ['--command'],
        ...remote,
        sets: ['--remote-env'],
      }),
    },
  },
  // https://github.com/containers/bubblewrap
  'bwrap bubblewrap': inside('process-sandbox', {
    dashes: 'single',
    options: {
      '--args --argv0 --uid --gid --hostname --chdir --exec-label --file-label --proc --dev --tmpfs --mqueue --dir --seccomp --add-seccomp-fd --block-fd --userns-block-fd --info-fd --json-status-fd --lock-file --sync-fd --cap-add --cap-drop --size --perms --remount-ro --userns --userns2 --pidns --overlay-src --tmp-overlay --ro-overlay':
        'value',
      '--unsetenv': 'value',
      '--clearenv': 'flag',
    },
    clears: ['--clearenv'],
    unsets: ['--unsetenv'],
  }),
  'firejail nsjail minijail0 landrun': inside('process-sandbox', {
    options: { '-c|--chroot -u|--user -g|--group --env -R -B --config -C': 'value' },
    marks: ['--'],
  }),
  'sandbox-exec': inside('process-sandbox', { options: { '-f -p -n -D': 'value' } }),
  'srt @anthropic-ai/sandbox-runtime sandbox-runtime': inside('process-sandbox', {
    options: { '-s|--settings': 'value', '-d|--debug': 'flag', '-c': 'value' },
    scripts: ['-c'],
    readsScript: true,
  }),
  limactl: {
    stopsAtOperand: true,
    subcommands: {
      shell: inside('virtual-machine', { options: { '--workdir --shell': 'value' }, skips: 1, ...remote }),
    },
  },
  lima: inside('virtual-machine', remote),
  colima: {
    stopsAtOperand: true,
    subcommands: { ssh: inside('virtual-machine', { options: { '-p|--profile': 'value' }, ...remote }) },
  },
  'multipass tart': {
    stopsAtOperand: true,
    subcommands: { 'exec shell ssh': inside('virtual-machine', { skips: 1, ...remote }) },
  },
  vagrant: {
    stopsAtOperand: true,
    subcommands: {
      ssh: inside('virtual-machine', { options: { '-c|--command': 'value' }, scripts: ['-c'], clears: true }),
    },
  },
  'orb orbctl': inside('virtual-machine', {
    options: { '-m|--machine -u|--user -w|--workdir': 'value' },
    ...remote,
  }),
  'qemu-system-x86_64 firecracker': inside('virtual-machine', remote),
};
