import type { Call } from '../call.ts';
import type { Action, Trait } from '../effect.ts';
import { isLocalTarget } from '../hosts.ts';
import type { Act, Program, Programs } from '../program.ts';
import { unknownStream } from '../stream.ts';

interface Deed {
  readonly action: Action;
  readonly traits?: readonly Trait[];
  readonly target?: string;
}

/** Commands of Redis by what they do; those that are not here are read or ask. https://redis.io/docs/latest/commands/ */
const redisCommands: readonly (readonly [string, Deed])[] = [
  ['flushall flushdb', { action: 'delete', traits: ['irreversible', 'recursive'] }],
  ['shutdown', { action: 'delete', target: 'running database server' }],
  [
    'del unlink hdel srem zrem lrem ltrim getdel spop zpopmin zpopmax lpop rpop xdel xtrim zremrangebyrank zremrangebyscore',
    { action: 'delete', traits: ['irreversible'] },
  ],
  ['config slaveof replicaof module script acl debug failover cluster sentinel', { action: 'configure' }],
  ['eval evalsha fcall function', { action: 'execute' }],
  [
    'set mset hset hmset lpush rpush sadd zadd incr incrby decr decrby expire pexpire rename append setex psetex setnx getset restore migrate move copy persist publish xadd setbit setrange hincrby save bgsave bgrewriteaof swapdb',
    { action: 'write' },
  ],
  [
    'get mget hget hgetall hmget lrange smembers zrange keys scan hscan sscan zscan xrange xread dump getrange strlen exists type ttl dbsize randomkey monitor',
    { action: 'read' },
  ],
];

const redisDeeds = new Map(
  redisCommands.flatMap(([names, deed]) => names.split(' ').map((name) => [name, deed])),
);

const looksOnly = /^(?:get|list|info|help|whoami|users|log|nodes|slots|stats|exists)$/i;

const redis: Act = (call) => {
  const host = call.value('-h')?.text ?? call.value('-u')?.text;
  const isRemote = connects(call, host);
  const typed = call.operands.length > 0 ? [call.operands.map(({ text }) => text)] : linesOf(call.stdin.text);
  for (const [name = '', ...rest] of typed) redisCommand(call, [name, ...rest], isRemote);
  return unknownStream;
};

function linesOf(text = ''): string[][] {
  return text
    .split('\n')
    .slice(0, 200)
    .map((line) => line.trim().split(/\s+/));
}

/** What a script in Lua calls. https://redis.io/docs/latest/develop/programmability/eval-intro/ */
function callsIn(script: string): readonly string[][] {
  return [...script.matchAll(/redis\.p?call\(\s*["'](\w+)["'](?:\s*,\s*["']([^"']*)["'])?/g)]
    .slice(0, 50)
    .map(([, name = '', first = '']) => [name, first]);
}

function redisCommand(call: Call, [name = '', first = '']: readonly string[], isRemote: boolean): void {
  if (/^eval(?:_ro)?$/i.test(name)) for (const inner of callsIn(first)) redisCommand(call, inner, isRemote);
  const deed = redisDeeds.get(name.toLowerCase());
  if (!deed || (deed.action === 'configure' && looksOnly.test(first))) return;
  const target = deed.target ?? `redis ${name.toUpperCase()} ${first}`.trim();
  call.emit(deed.action, target, { traits: ['database', ...(deed.traits ?? []), ...far(isRemote)] });
}

function connects(call: Call, host: string | undefined): boolean {
  const isRemote = host !== undefined && host !== '' && !isLocalTarget(host);
  if (isRemote) call.network('connect', host, { traits: ['database'] });
  return isRemote;
}

function far(isRemote: boolean): readonly Trait[] {
  return isRemote ? ['remote'] : [];
}

/** Methods of MongoDB's shell; an empty filter takes all. https://www.mongodb.com/docs/manual/reference/method/ */
const mongoMethods: readonly (readonly [RegExp, Deed])[] = [
  [/\.(?:dropDatabase|drop)\s?\(/, { action: 'delete', traits: ['irreversible', 'recursive'] }],
  [
    /\.(?:deleteMany|remove)\s?\(\s?(?:\{\s?\}\s?)?[),]/,
    { action: 'delete', traits: ['irreversible', 'recursive'] },
  ],
  [
    /\.(?:deleteMany|deleteOne|remove|findOneAndDelete|bulkWrite)\s?\(/,
    { action: 'delete', traits: ['irreversible'] },
  ],
  [/\.(?:dropIndexes|dropIndex|dropUser|dropRole)\s?\(/, { action: 'delete' }],
  [/\.(?:createUser|grantRolesToUser|updateUser|changeUserPassword|createRole)\s?\(/, { action: 'escalate' }],
  [/\.(?:shutdownServer)\s?\(/, { action: 'delete', target: 'running database server' }],
  [/\.updateMany\s?\(\s?\{\s?\}/, { action: 'write', traits: ['irreversible'] }],
  [
    /\.(?:insert(?:One|Many)?|update(?:One|Many)?|replaceOne|createIndex|createCollection|save|renameCollection|findOneAndUpdate)\s?\(|\$(?:out|merge)\b/,
    { action: 'write' },
  ],
  [/\.(?:find|findOne|aggregate|count\w*|distinct|estimatedDocumentCount|stats)\s?\(/, { action: 'read' }],
];

const mongo: Act = (call) => {
  const url =
    call.operands.find(({ text }) => text.startsWith('mongodb'))?.text ?? call.value('--host')?.text;
  const isRemote = connects(call, url);
  const files = [...call.values('-f'), ...call.operands.filter(({ text }) => /\.m?js$/.test(text))];
  const codes = [
    ...call.values('--eval').map(({ text }) => text),
    ...files.map((file) => call.look(file).text ?? ''),
    call.stdin.text ?? '',
  ];
  for (const statement of codes
    .join('\n')
    .slice(0, 64 * 1024)
    .split(/[;\n]/)
    .slice(0, 500)) {
    const deed = mongoMethods.find(([pattern]) => pattern.test(statement))?.[1];
    if (!deed) continue;
    const target = deed.target ?? statement.trim().slice(0, 120);
    call.emit(deed.action, target, { traits: ['database', ...(deed.traits ?? []), ...far(isRemote)] });
  }
  return unknownStream;
};

const etcd = (deed: Deed): Program => ({
  options: {
    '--prefix --from-key': 'recursive',
    '--endpoints --cacert --cert --key --user --password --command-timeout': 'value',
  },
  act: (call) => {
    call.emit(deed.action, `etcd ${call.operand(0)}`, {
      traits: ['remote', 'database', ...(deed.traits ?? [])],
    });
    return unknownStream;
  },
});

/** Stores of keys, documents and settings. */
export const dataStores: Programs = {
  'redis-cli valkey-cli keydb-cli': {
    options: {
      '-h|--host -p|--port -a|--pass -n -u|--uri --user -s -r -i --sni --cacert --cert --key': 'value',
      '--no-auth-warning --raw --tls --scan --bigkeys --memkeys --hotkeys --latency -c --csv --json -x --pipe':
        'flag',
    },
    act: redis,
  },
  'mongosh mongo': {
    options: {
      '--eval': 'value',
      '--host --port -u|--username -p|--password --authenticationDatabase --tlsCAFile': 'value',
      '-f|--file': 'read',
      '--quiet --norc --tls --nodb': 'flag',
    },
    act: mongo,
  },
  etcdctl: {
    options: { '--endpoints --cacert --cert --key --user --password': 'value' },
    subcommands: {
      del: etcd({ action: 'delete', traits: ['irreversible'] }),
      put: etcd({ action: 'write' }),
      get: etcd({ action: 'read' }),
    },
    otherwise: { operands: 'value' },
  },
};
