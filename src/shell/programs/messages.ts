import type { Act, Program, Programs } from '../program.ts';
import { unknownStream } from '../stream.ts';
import { kindEffect, serviceClient } from './service-client.ts';
import type { Kind } from './service-verbs.ts';

/** Programs whose verb is an option: the first of the table that is given decides. */
function optionClient(
  verbs: readonly (readonly [option: string, kind: Kind])[],
  otherwise: Kind = 'none',
): Program {
  const act: Act = (call) => {
    const words = call.argv.slice(1).map(({ text }) => text);
    if (words.some((word) => /^--(?:help|version|dry-run)$/.test(word))) return unknownStream;
    const kind = verbs.find(([option]) => words.some((word) => word === option))?.[1] ?? otherwise;
    const topic = words[words.findIndex((word) => /^--(?:topic|group|entity-name)$/.test(word)) + 1] ?? '';
    return kindEffect(call, kind, `${call.program} ${topic}`.trim());
  };
  return { act };
}

/** https://kafka.apache.org/documentation/#basic_ops */
const kafka = {
  'kafka-topics': optionClient([
    ['--delete', 'delete'],
    ['--create', 'write'],
    ['--alter', 'write'],
    ['--list', 'read'],
    ['--describe', 'read'],
  ]),
  'kafka-consumer-groups kafka-share-groups': optionClient([
    ['--delete', 'delete'],
    ['--delete-offsets', 'delete'],
    ['--execute', 'write'],
    ['--list', 'read'],
    ['--describe', 'read'],
  ]),
  'kafka-configs': optionClient([
    ['--alter', 'write'],
    ['--describe', 'read'],
  ]),
  'kafka-acls': optionClient([
    ['--add', 'escalate'],
    ['--remove', 'delete'],
    ['--list', 'read'],
  ]),
  'kafka-delete-records': optionClient([], 'delete'),
  'kafka-streams-application-reset': optionClient([], 'delete'),
  'kafka-reassign-partitions': optionClient([['--execute', 'write']], 'read'),
  'kafka-console-producer': optionClient([], 'upload'),
  'kafka-console-consumer kafka-get-offsets kafka-log-dirs kafka-dump-log kafka-broker-api-versions':
    optionClient([], 'read'),
} satisfies Programs;

/** Also under the names of the scripts that Kafka comes with: `kafka-topics.sh`. */
const kafkaPrograms = Object.fromEntries(
  Object.entries(kafka).map(([names, program]) => [
    names
      .split(' ')
      .flatMap((name) => [name, `${name}.sh`])
      .join(' '),
    program,
  ]),
);

/** Queues, topics and streams: what is purged there was read by nobody. */
export const messages: Programs = {
  ...kafkaPrograms,
  /** https://github.com/edenhill/kcat */
  'kcat kafkacat': optionClient([
    ['-P', 'upload'],
    ['-C', 'read'],
    ['-L', 'read'],
  ]),
  'rpk kafkactl confluent pulsar-admin': serviceClient({
    options: { '-X --brokers --config --admin-url --profile --context': 'value' },
    verbAt: 0,
    kinds: {
      'topic produce': 'upload',
      'topic consume': 'read',
      'topics peek-messages': 'read',
      'topics list': 'read',
    },
  }),
  /** https://www.rabbitmq.com/docs/man/rabbitmqctl.8, https://www.rabbitmq.com/docs/management-cli */
  'rabbitmqctl rabbitmqadmin rabbitmq-queues': serviceClient({
    options: {
      '-n|--node -p|--vhost -t|--timeout -H|--host -P|--port -u|--username --password -V': 'value',
      '-q|--quiet -s|--silent': 'flag',
    },
    verbAt: 0,
    kinds: {
      reset: 'delete',
      force_reset: 'delete',
      stop: 'delete',
      stop_app: 'delete',
      shutdown: 'delete',
      forget_cluster_node: 'delete',
      add_user: 'escalate',
      change_password: 'escalate',
      set_permissions: 'escalate',
      set_user_tags: 'escalate',
      eval: 'execute',
      environment: 'read',
      cluster_status: 'read',
      export_definitions: 'read',
      declare: 'write',
      publish: 'upload',
    },
  }),
  /** https://docs.nats.io/using-nats/nats-tools/nats_cli */
  nats: serviceClient({
    options: { '-s|--server --context --creds --nkey --user --password --timeout': 'value' },
    logins: { files: '--creds --nkey', names: { '--context': 'nats context' } },
    verbAt: 1,
    kinds: {
      pub: 'upload',
      publish: 'upload',
      req: 'upload',
      request: 'upload',
      sub: 'read',
      subscribe: 'read',
      'stream view': 'read',
      'stream report': 'read',
      'consumer next': 'read',
      'consumer report': 'read',
      'stream seal': 'write',
    },
  }),
  'mosquitto_pub mqttx': optionClient([], 'upload'),
  mosquitto_sub: optionClient([], 'read'),
  /** https://docs.celeryq.dev/en/stable/reference/cli.html */
  celery: {
    options: { '-A|--app -b|--broker --workdir': 'value' },
    stopsAtOperand: true,
    act: (call) => {
      const verb = call.operand(0);
      if (verb === 'purge') return kindEffect(call, 'delete', 'celery purge');
      call.emit('execute', `celery ${verb}`.trim(), { certainty: 'likely', zone: 'repository' });
      return unknownStream;
    },
  },
};
