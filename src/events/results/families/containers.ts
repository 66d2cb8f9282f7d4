import type { ResultForm } from '../result-form.ts';

/** https://docs.docker.com/reference/cli/docker/, https://docs.podman.io/, https://kubernetes.io/docs/reference/kubectl/, https://helm.sh/docs/helm/ */
export const containers: readonly ResultForm[] = [
  {
    programs: ['docker', 'podman', 'nerdctl', 'docker-compose', 'compose'],
    line: /^(?:ERROR: |error during connect: |docker: )?(?:Cannot connect to the Docker daemon|permission denied while trying to connect|Got permission denied|Is the docker daemon running|dial unix|failed to connect to the docker API)/i,
    shows: 'refused',
  },
  {
    programs: ['docker', 'podman', 'nerdctl'],
    line: /^(?:Error(?: response from daemon)?|Error): (?:[a-z ]{0,40}: )?(?:No such (?:container|image|volume|network|object)|get \S+: no such volume|(?:no (?:container|volume|image|such)|network) \S+ ?(?:not found|with name)?|pull access denied|denied:|unauthorized|removal of container|volume is in use|remove \S+: volume is in use|conflict: )/i,
    shows: 'refused',
  },
  {
    programs: ['docker', 'podman', 'nerdctl', 'docker-compose'],
    line: /^(?:Error response from daemon: |Error: )?(?:[Cc]ontainer \S{1,253} is not running|can only create exec sessions on running containers|no such service: \S|service "\S{1,253}" is not running)/,
    shows: 'refused',
  },
  {
    programs: ['kubectl', 'oc'],
    line: /^error: (?:unable to upgrade connection: |cannot exec into a container in a completed pod|pod .{1,200} does not exist)/,
    shows: 'refused',
  },
  {
    programs: ['docker', 'podman'],
    line: /^docker: '.{1,60}' is not a docker command|^unknown (?:shorthand )?flag: |^"?docker (?:\w+ ?){1,4}"? (?:requires|accepts) (?:at least|exactly|no) /,
    shows: 'never-started',
  },
  {
    programs: ['docker', 'podman', 'docker-compose'],
    line: /^(?:Total reclaimed space: 0B)$/,
    shows: 'nothing-to-do',
    words: [/^prune$/],
  },
  {
    programs: ['docker', 'podman'],
    line: /^(?:Deleted (?:Containers|Volumes|Images|Networks|build cache objects):|deleted: sha256:|Untagged: |Total reclaimed space: (?!0B))/,
    shows: 'done',
  },
  {
    programs: ['docker', 'podman', 'docker-compose'],
    line: /^ ?(?:[✔⠿] )?(?:Container|Volume|Network|Image) \S{1,200} {1,40}(?:Removed|Deleted)\b/,
    shows: 'done',
  },
  {
    programs: ['docker', 'podman', 'docker-compose'],
    line: /^(?:no configuration file provided: not found|ERROR: \s*Can't find a suitable configuration file|open \S{1,400}compose\S{0,40}: no such file)/i,
    shows: 'never-started',
  },
  {
    programs: ['docker', 'podman'],
    line: /^\S{1,200}: digest: sha256:[0-9a-f]{64} size: \d+/,
    shows: 'done',
    words: [/^push$/],
  },
  {
    programs: ['docker', 'podman'],
    line: /^(?:denied: |unauthorized: |no basic auth credentials|An image does not exist locally|tag does not exist)/,
    shows: 'refused',
    words: [/^push$/],
  },
  {
    programs: ['kubectl', 'oc', 'k3s', 'k'],
    line: /^Error from server \((?:NotFound|Forbidden|Unauthorized|BadRequest|AlreadyExists|Conflict|Invalid)\)/,
    shows: 'refused',
  },
  {
    programs: ['kubectl', 'oc'],
    line: /^(?:The connection to the server .{1,200} was refused|Unable to connect to the server|error: (?:You must be logged in|no context|current-context|the server doesn't have a resource type|unknown (?:flag|command)|context ".{1,200}" does not exist|the path ".{1,400}" does not exist|required))/,
    shows: 'refused',
  },
  { programs: ['kubectl', 'oc'], line: /^No resources found/, shows: 'nothing-to-do' },
  {
    programs: ['kubectl', 'oc'],
    line: /^\S{1,100}(?:\.\S{1,100})?(?:\/| ")\S{1,253}"? (?:force )?deleted(?: from \S+ namespace)?$/,
    shows: 'done',
    words: [/^delete$/],
  },
  {
    programs: ['kubectl', 'oc'],
    line: /^\S{1,200}\/\S{1,253} (?:created|configured|patched|replaced|scaled|edited|drained|cordoned)$/,
    shows: 'done',
  },
  {
    programs: ['kubectl', 'oc'],
    line: /^\S{1,200}\/\S{1,253} .{1,40}\((?:server )?dry run\)$/,
    shows: 'nothing-to-do',
  },
  {
    programs: ['helm'],
    line: /^Error: (?:uninstall: Release not loaded|release: not found|Kubernetes cluster unreachable|.{0,100}(?:Forbidden|forbidden)|INSTALLATION FAILED|UPGRADE FAILED|unknown (?:command|flag))/,
    shows: 'refused',
  },
  { programs: ['helm'], line: /^release ".{1,253}" uninstalled$/, shows: 'done' },
  {
    programs: ['minikube', 'kind', 'k3d'],
    line: /^(?:💀|🔥|Deleted nodes?:|Removed all traces|Deleting cluster|INFO\[\d+\] (?:Successfully deleted|Deleting cluster))/u,
    shows: 'done',
    words: [/^delete$/],
  },
  {
    programs: ['vagrant'],
    line: /^(?:A Vagrant environment or target machine is required|VM not created)/,
    shows: 'nothing-to-do',
  },
];
