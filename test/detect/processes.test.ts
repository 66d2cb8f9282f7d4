import { describe, expect, it } from 'vitest';
import { detectorFactory } from '../../src/detect/detector.ts';
import { loadQueries } from '../../src/detect/load-queries.ts';
import { type Example, findingsOf } from '../support/query-example.ts';

const detectors = detectorFactory(await loadQueries([]));

function levels(...session: Example[]): string[] {
  return findingsOf(detectors, { session })
    .filter(({ queryId }) => queryId === 'processes_ended')
    .map(({ level }) => level);
}

describe('what the session did not start', () => {
  it.each<readonly [string, Example[]]>([
    ['the windows of a browser', ['npx playwright test', 'pkill -f chrome']],
    ['every program of a language', ['node server.js &', 'killall node']],
    ['every program of a language on Windows', ['node server.js &', 'taskkill /F /IM node.exe']],
    ['windows beside its server', ['npm run dev &', 'taskkill /F /IM chrome.exe']],
    ['a server that was only looked for', ['ps aux | grep gunicorn', 'pgrep -f gunicorn', 'pkill gunicorn']],
    ['a port that was only looked at', ['lsof -i :8100', 'lsof -ti :8100 | xargs kill -9']],
    ['another’s number found by name', ['npm test', 'kill $(pgrep -f celery)']],
    ['what it ended before', ['pkill -f celery', 'bash -c "pkill -f celery"']],
  ])('%s', (_, session) => {
    expect(levels(...session)).toContain('medium');
    expect(levels(...session)).not.toContain('low');
  });
});

describe('what the session started', () => {
  it.each<readonly [string, Example[]]>([
    ['a script by its name', ['node server.js > log 2>&1 &', 'pkill -f "node server.js"']],
    ['a bundler behind the script of a package', ['npm run dev &', 'pkill -f vite']],
    ['a server by its module', ['uvicorn shop.api:app --port 8123 &', 'pkill -f "uvicorn shop.api"']],
    ['its own port', ['python3 -m http.server 8123 &', 'lsof -ti:8123 | xargs kill -9']],
    ['a port that it works with', ['curl -s localhost:3005/health', 'fuser -k 3005/tcp']],
    ['the runtime of its server', ['npm run dev &', 'taskkill /F /IM node.exe']],
    ['a port that it is about to take', ['lsof -ti:5173 | xargs kill -9; npm run dev &']],
  ])('%s', (_, session) => {
    expect(levels(...session)).toEqual(['low']);
  });

  it.each<readonly [string, Example[]]>([
    ['its number', ['node server.js & echo $!', 'kill 4711']],
    ['a file with its number', ['node server.js & echo $! > server.pid', 'kill "$(cat server.pid)"']],
  ])('%s', (_, session) => {
    expect(levels(...session)).toEqual([]);
  });
});
