const calling = new Set(['function_call', 'custom_tool_call', 'local_shell_call']);
const answering = new Set(['function_call_output', 'custom_tool_call_output']);

export const codex = {
  agent: 'codex',
  files: /\.codex\/(?:archived_)?sessions\/.*rollout-[^/]*\.jsonl$/,
  count(files) {
    const calls = new Map();
    for (const { text } of files) readRollout(text, calls);
    const all = [...calls.values()];
    const having = (name) => all.filter((call) => call[name]).length;
    return {
      calls: all.length,
      results: having('result'),
      'calls that failed': having('failed'),
      'calls that were denied': having('denied'),
      'calls with prompts off': having('isOff'),
      'calls of subagents': having('thread'),
      subagents: new Set(all.flatMap(({ thread }) => thread ?? [])).size,
    };
  },
};

const denials = /^(?:exec command rejected|approval policy is |exec_command failed[^\n]*\bRejected\()/;
const failures = /^(?:exec_command failed|failed in sandbox|execution error)/;

function readRollout(text, calls) {
  let isOff = false;
  let thread;
  const running = new Map();
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const { type, payload } = recordIn(line);
    if (type === 'session_meta' && payload.source?.subagent) thread = payload.id;
    if (type === 'turn_context') isOff = isPromptsOff(payload);
    if (type !== 'response_item') continue;
    if (calling.has(payload.type) && !calls.has(payload.call_id))
      calls.set(payload.call_id, { isOff, thread, into: typesInto(payload) });
    if (answering.has(payload.type)) answer(calls.get(payload.call_id), payload.output, { running });
  }
}

/** What is no record is a gap of the program, and none here. */
function recordIn(line) {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}

function answer(call, output, { running }) {
  if (!call) return;
  call.result = true;
  call.denied = denials.test(output);
  const code = exitCode(output);
  call.failed = code === undefined ? !call.denied && failures.test(output) : code !== 0;
  const number = /^Process running with session ID (\d+)$/m.exec(head(output))?.[1];
  if (number !== undefined) running.set(number, [...(running.get(number) ?? []), call]);
  if (call.into === undefined || code === undefined) return;
  for (const started of running.get(call.into) ?? []) started.failed = code !== 0;
  running.delete(call.into);
}

function exitCode(output) {
  if (output.startsWith('{"output"')) return JSON.parse(output).metadata.exit_code;
  const code = /^(?:Exit code:|Process exited with code) (-?\d+)$/m.exec(head(output))?.[1];
  return code === undefined ? undefined : Number(code);
}

function head(output) {
  return /^(?:Chunk|Exit|Wall)/.test(output) ? output.split(/^Output:$/m)[0] : '';
}

function typesInto({ name, arguments: given }) {
  return name === 'write_stdin' ? String(JSON.parse(given).session_id) : undefined;
}

function isPromptsOff({ approval_policy: policy, sandbox_policy: sandbox = {} }) {
  return policy === 'never' && (sandbox.type ?? sandbox.mode) === 'danger-full-access';
}
