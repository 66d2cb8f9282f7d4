// A current ClickHouse (https://www.npmjs.com/package/chdb) behind the part of its HTTP interface that a load uses.
// node serve-clickhouse.mjs: writes the port on a line. It runs in a process of its own, which ends with its parent:
// the engine does not like to be unloaded.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const { Session } = createRequire(import.meta.url)(process.env['YOLO_TRIAGE_CHDB'] ?? 'chdb');
const engine = new Session();

const server = createServer(async (request, response) => {
  try {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const parameters = new URL(request.url ?? '/', 'http://localhost').searchParams;
    response.end(answer(Object.fromEntries(parameters), Buffer.concat(chunks).toString('utf8')));
  } catch (error) {
    response.statusCode = 500;
    response.end(error instanceof Error ? error.message.replace(/^Query failed: /, '') : String(error));
  }
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
process.stdin.on('end', () => process.kill(process.pid, 'SIGKILL')).resume();

/** The statement stands in the address where the body holds rows; what else stands there are settings. */
function answer({ query = '', database, wait_end_of_query: _reserved, ...settings }, body) {
  if (database !== undefined) engine.query(`USE ${database}`);
  for (const [name, value] of Object.entries(settings)) engine.query(`SET ${name} = '${value}'`);
  return engine.query(query === '' ? body : `${query}\n${body}`);
}
