import type { ApiCall } from './api-call.ts';
import { nameOfCall } from './common-acts.ts';
import type { Value } from './value.ts';

const deleting =
  /^(?:batch_?)?(?:delete|terminate|destroy|remove|purge|drop|deregister|empty|abort|detach|revoke|disable|stop|prune|kill)(?:$|_|[A-Z])/;
const uploading = /^(?:upload|put_object|putObject)/;
const writing =
  /^(?:put|create|update|run|start|modify|attach|set|add|send|publish|register|copy|restore|reboot|patch|replace|insert|apply|import|enable|authorize|invoke|execute)(?:$|_|[A-Z])/;

/** A client of a hosted service: the verb of its method decides, and the client has the effect. */
export function callsService(call: ApiCall): Value | undefined {
  const method = call.method.charAt(0).toLowerCase() + call.method.slice(1);
  if (!call.thing.name.includes('()') && !method.endsWith('Command')) return undefined;
  const client = call.as(call.thing.name.replace(/[.(].*$/, ''));
  const target = nameOfCall(call);
  if (deleting.test(method)) client.emit('delete', target, { traits: ['irreversible', 'remote'] });
  else if (uploading.test(method)) client.network('upload', target, { origins: call.origins });
  else if (writing.test(method)) client.emit('write', target, { traits: ['remote'] });
  return undefined;
}
