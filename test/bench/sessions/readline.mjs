// What a first script would do: every line through readline and JSON.parse.
import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

let calls = 0;
for (const file of readdirSync(process.argv[2], { recursive: true }).filter((name) =>
  name.endsWith('.jsonl'),
)) {
  for await (const line of createInterface({ input: createReadStream(join(process.argv[2], file)) })) {
    const { type, message } = JSON.parse(line);
    if (type !== 'assistant' || !Array.isArray(message?.content)) continue;
    calls += message.content.filter((block) => block.type === 'tool_use').length;
  }
}
console.log(calls);
