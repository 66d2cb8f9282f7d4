// Transcripts in the proportions that real ones have: of the bytes 13 % tool calls, 63 % results (half of them in a
// few large ones), 9 % text and thinking, the rest progress records and snapshots.
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A home with about `bytes` of transcripts; the same for the same seed. @returns {number} calls written */
export function generateHome(home, bytes, seed = 1) {
  const random = mulberry(seed);
  const texts = fragments(random);
  let [written, calls, session] = [0, 0, 0];
  while (written < bytes) {
    const project = `-home-dana-work-project-${session % 17}`;
    const folder = join(home, '.claude', 'projects', project);
    mkdirSync(folder, { recursive: true });
    const made = writeSession({
      folder,
      session,
      random,
      texts,
      bytes: Math.min(bytes - written, sessionBytes(random)),
    });
    written += made.bytes;
    calls += made.calls;
    session += 1;
  }
  return calls;
}

/** One file of about `bytes`. @returns {number} calls written */
export function generateFile(path, bytes, seed = 1) {
  const random = mulberry(seed);
  return writeTranscript({ path, session: 0, random, texts: fragments(random), bytes, agent: undefined })
    .calls;
}

function writeSession({ folder, session, random, texts, bytes }) {
  const id = uuid(session);
  const main = writeTranscript({
    path: join(folder, `${id}.jsonl`),
    session,
    random,
    texts,
    bytes: bytes * 0.75,
  });
  let [total, calls] = [main.bytes, main.calls];
  const agents = join(folder, id, 'subagents');
  if (bytes > 400_000) {
    mkdirSync(agents, { recursive: true });
    for (let agent = 0; agent < 2; agent += 1) {
      const name = `a${session.toString(16)}${agent}`;
      const path = join(agents, `agent-${name}.jsonl`);
      const made = writeTranscript({ path, session, random, texts, bytes: bytes * 0.125, agent: name });
      total += made.bytes;
      calls += made.calls;
    }
  }
  return { bytes: total, calls };
}

function writeTranscript({ path, session, random, texts, bytes, agent }) {
  const descriptor = openSync(path, 'w');
  let [written, calls, clock] = [0, 0, Date.UTC(2026, 0, 1) + session * 3_600_000];
  let buffered = [];
  let size = 0;
  const id = uuid(session);
  const frame = () => {
    clock += Math.floor(random() * 4000);
    return (
      `"isSidechain":${agent !== undefined},"userType":"external","cwd":"/home/dana/work/project-${session % 17}",` +
      `"sessionId":"${id}","version":"2.1.${30 + (session % 60)}","gitBranch":"main",${agent ? `"agentId":"${agent}",` : ''}` +
      `"slug":"quiet-river-stone",`
    );
  };
  const tail = () => `"uuid":"${uuid(clock % 1e12)}","timestamp":"${new Date(clock).toISOString()}"`;
  const put = (line) => {
    buffered.push(line);
    size += line.length;
    if (size > 4_000_000) flush();
  };
  const flush = () => {
    written += writeSync(descriptor, buffered.join(''));
    buffered = [];
    size = 0;
  };
  const head = () => `{"parentUuid":"${uuid(clock % 1e12)}",${frame()}`;
  const usage = () =>
    `"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":${Math.floor(random() * 99)},"cache_creation_input_tokens":${Math.floor(random() * 9999)},"cache_read_input_tokens":${Math.floor(random() * 99999)},"output_tokens":${Math.floor(random() * 800)},"service_tier":"standard"}`;
  const model = () =>
    `"model":"claude-opus-4-5-20251101","id":"msg_${base58(random, 24)}","type":"message","role":"assistant"`;
  put(
    `${head()}"type":"user","message":{"role":"user","content":"${texts.prose(300)}"},${tail()},"permissionMode":"bypassPermissions"}\n`,
  );
  while (written + size < bytes) {
    const call = `toolu_01${base58(random, 22)}`;
    const tool = pick(random, tools);
    put(
      `${head()}"message":{${model()},"content":[{"type":"tool_use","id":"${call}","name":"${tool.name}","input":${tool.input(texts, random)}}],${usage()}},"requestId":"req_${base58(random, 24)}","type":"assistant",${tail()}}\n`,
    );
    calls += 1;
    if (random() < 0.2) {
      for (let n = 0; n < 3; n += 1)
        put(
          `${head()}"type":"progress","data":{"type":"bash_progress","output":"${texts.code(150)}","fullOutput":"${texts.code(500)}","elapsedTimeSeconds":${n}},"toolUseID":"bash-progress-${n}","parentToolUseID":"${call}",${tail()}}\n`,
        );
    }
    const failed = random() < 0.08;
    const body = failed ? `Exit code 1\\n${texts.code(400)}` : texts.code(resultLength(random));
    const structured = failed ? `"Error: ${body}"` : tool.result(body);
    put(
      `${head()}"type":"user","message":{"role":"user","content":[{"tool_use_id":"${call}","type":"tool_result","content":"${body}","is_error":${failed}}]},${tail()},"toolUseResult":${structured},"sourceToolAssistantUUID":"${uuid(calls)}"}\n`,
    );
    if (random() < 0.5)
      put(
        `${head()}"message":{${model()},"content":[{"type":"text","text":"${texts.prose(450)}"}],${usage()}},"type":"assistant",${tail()}}\n`,
      );
    if (random() < 0.2)
      put(
        `${head()}"message":{${model()},"content":[{"type":"thinking","thinking":"${texts.prose(1200)}","signature":"${base58(random, 600)}"}],${usage()}},"type":"assistant",${tail()}}\n`,
      );
    if (random() < 0.08)
      put(
        `${head()}"type":"user","message":{"role":"user","content":"${texts.prose(500)}"},${tail()},"permissionMode":"${random() < 0.7 ? 'bypassPermissions' : 'default'}"}\n`,
      );
  }
  flush();
  closeSync(descriptor);
  return { bytes: written, calls };
}

const tools = [
  ...Array(6).fill({
    name: 'Bash',
    input: (texts, random) =>
      `{"command":"${pick(random, commands)} ${Math.floor(random() * 1e6)}","description":"${texts.prose(40)}"}`,
    result: (body) => `{"stdout":"${body}","stderr":"","interrupted":false,"isImage":false}`,
  }),
  ...Array(4).fill({
    name: 'Read',
    input: (_, random) => `{"file_path":"/home/dana/work/src/file-${Math.floor(random() * 5000)}.ts"}`,
    result: (body) =>
      `{"type":"text","file":{"filePath":"/home/dana/work/src/file.ts","content":"${body}","numLines":1,"startLine":1,"totalLines":1}}`,
  }),
  ...Array(3).fill({
    name: 'Edit',
    input: (texts, random) =>
      `{"file_path":"/home/dana/work/src/file-${Math.floor(random() * 5000)}.ts","old_string":"${texts.code(500)}","new_string":"${texts.code(700)}"}`,
    result: (body) =>
      `{"filePath":"/home/dana/work/src/file.ts","oldString":"a","newString":"b","originalFile":"${body}","structuredPatch":[],"userModified":false,"replaceAll":false}`,
  }),
  {
    name: 'Write',
    input: (texts, random) =>
      `{"file_path":"/home/dana/work/src/new-${Math.floor(random() * 5000)}.ts","content":"${texts.code(4000)}"}`,
    result: (body) =>
      `{"type":"create","filePath":"/home/dana/work/src/new.ts","content":"${body}","structuredPatch":[]}`,
  },
];

const commands = [
  'npm test -- --run case',
  'git status --short && git diff --stat HEAD~1 -- src/file',
  'rg -n \\"export function\\" src | head -',
  'cd /home/dana/work && make build TARGET=release JOBS=',
  'curl -sS https://registry.example.com/package/',
  'python3 -m pytest tests/test_module.py -k case_',
  "sed -i 's/old/new/g' src/config.ts && git add -A && git commit -m 'Update configuration' -m",
  'docker compose logs --tail ',
];

/** Most are small; one in forty is large, and those hold half of the bytes of all results. */
function resultLength(random) {
  const kind = random();
  if (kind < 0.7) return 100 + random() * 1800;
  if (kind < 0.993) return 2_000 + random() * 7_000;
  return 60_000 + random() * 400_000;
}

/** Median 170 kB, a long tail. */
function sessionBytes(random) {
  return Math.min(40_000_000, 170_000 * Math.exp(1.6 * gauss(random)) + 20_000);
}

function gauss(random) {
  return Math.sqrt(-2 * Math.log(random() || 1e-9)) * Math.cos(2 * Math.PI * random());
}

/** Escaped JSON text of about a length, cut from a pool between whole escapes. */
function fragments(random) {
  const codeLine = () =>
    `${'  '.repeat(Math.floor(random() * 4))}${pick(random, ['const ', 'return ', 'if (', 'export function ', '// ', 'import { '])}${word(random)}${pick(random, [' = \\"', '(', ' => {', ': \\"'])}${word(random)} ${word(random)}${pick(random, ['\\";', ');', ' {', ''])}\\n`;
  const code = Array.from({ length: 20_000 }, codeLine);
  const prose = Array.from({ length: 20_000 }, () => `${word(random)}${random() < 0.02 ? ' \u2014' : ''} `);
  const take = (pool) => (length) => {
    let [text, index] = ['', Math.floor(random() * pool.length)];
    while (text.length < length) {
      text += pool[index % pool.length];
      index += 1;
    }
    return text;
  };
  return { code: take(code), prose: take(prose) };
}

function word(random) {
  return Array.from({ length: 2 + Math.floor(random() * 9) }, () =>
    String.fromCharCode(97 + Math.floor(random() * 26)),
  ).join('');
}

function base58(random, length) {
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
}

const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

function uuid(number) {
  const hex = Math.abs(number).toString(16).padStart(12, '0').slice(-12);
  return `00000000-0000-4000-8000-${hex}`;
}

function pick(random, list) {
  return list[Math.floor(random() * list.length)];
}

function mulberry(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
