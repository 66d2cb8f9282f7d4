import type { Api, Apis } from './api.ts';
import { ApiCall } from './api-call.ts';
import { runCallbacks } from './callbacks.ts';
import type { Evaluation, Given } from './evaluation.ts';
import { takeRoles } from './roles.ts';
import { type Choice, type Class, knownText, type Table, type Thing, unknown, type Value } from './value.ts';

const unknownApi: Api = {};

/** Who is called, with what, and the tables that may know it. */
interface Application {
  readonly callee: Exclude<Value, Choice>;
  readonly given: Given;
  readonly apis: Apis;
}

/** Calls a function of the code, makes an object of a class, or does what the tables say of a library. */
export function apply(evaluation: Evaluation, { callee, given, apis }: Application): Value {
  if (callee.kind === 'routine') return evaluation.runRoutine(callee, given);
  if (callee.kind === 'class') return construct(evaluation, callee, given);
  if (callee.kind === 'thing') return applyThing(evaluation, callee, { given, apis });
  const name = knownText(callee);
  if (name !== undefined && apis.find(name)) return applyThing(evaluation, unknown(name), { given, apis });
  runCallbacks(evaluation, { given, result: unknown(), apis });
  return unknown('value');
}

function construct(evaluation: Evaluation, made: Class, given: Given): Value {
  const self: Table = { kind: 'table', entries: new Map(), of: made };
  for (let at: Value | undefined = made; at?.kind === 'class'; at = at.base) {
    const maker = at.members.get('new');
    if (maker?.kind !== 'routine') continue;
    evaluation.runRoutine({ ...maker, self }, given);
    break;
  }
  return self;
}

function applyThing(
  evaluation: Evaluation,
  thing: Thing,
  { given, apis }: Pick<Application, 'given' | 'apis'>,
): Value {
  const api = apis.find(thing.name) ?? unknownApi;
  const call = new ApiCall(evaluation, thing, { given, ...api });
  const take = () => takeRoles(call, api.arguments ?? {});
  if (apis.isByMethod(thing.name)) evaluation.conditionally(take);
  else take();
  const result = api.act?.(call) ?? call.result;
  runCallbacks(evaluation, { thing, given, result, apis });
  return result;
}
