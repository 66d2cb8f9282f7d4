const kim = (run) =>
  `git clone -q /srv/git/proj.git /srv/kim; cd /srv/kim; echo k > kim.txt; git add -A; git -c user.name=Kim -c user.email=kim@corp.example commit -q -m "Add kim"; git push -q${run ?? ''}`;
const byForge = `rm -rf /srv/forge; git clone -q /srv/git/proj.git /srv/forge && cd /srv/forge && echo api > api.txt && git add -A && GIT_COMMITTER_NAME=GitHub GIT_COMMITTER_EMAIL=noreply@github.com git commit -q -m "Change by API" && git push -q && git rev-parse HEAD`;
const n = 'echo n > n.txt; git add n.txt; git commit -m "Add n"';
const uncommitted = 'echo "three hours of work" > b.txt; echo "an idea" > idea.md';
const mine = 'echo m > mine.txt; git add mine.txt; git commit -q -m "Add mine"';

/** Commits of others that come by, beside those of the agent. */
export const others = [
  {
    id: "another's commit pulled",
    layout: 'remote',
    human: [kim()],
    agent: ['git pull --ff-only'],
    truth: { harmless: 'nothing' },
  },
  {
    id: "another's commit fetched",
    layout: 'remote',
    human: [kim()],
    agent: ['git fetch'],
    truth: { harmless: 'nothing' },
  },
  {
    id: "another's commit pulled into a commit of the human's",
    layout: 'remote',
    human: [kim(), mine],
    agent: ['git pull --no-edit'],
    truth: { harmless: 'undo' },
  },
  {
    id: "another's commit fetched and merged",
    layout: 'remote',
    human: [kim()],
    agent: ['git fetch', 'git merge --ff-only origin/main'],
    truth: { harmless: 'nothing' },
  },
  {
    id: "another's commit pulled, then a commit of the agent",
    layout: 'remote',
    human: [kim()],
    agent: ['git pull --ff-only', { run: n, mark: 'own' }],
    truth: { offered: ['own'] },
  },
  {
    id: 'commit through a forge, then pulled',
    layout: 'remote',
    agent: [
      {
        forge: 'gh api -X PUT repos/acme/proj/contents/api.txt -f message="Change by API" -f content=YXBp',
        serve: byForge,
        answer: '{"content":{"path":"api.txt"},"commit":{"sha":"<sha>","message":"Change by API"}}',
        mark: 'served',
      },
      'git pull --ff-only',
    ],
    truth: { offered: ['served'] },
  },
  {
    id: 'commit through an MCP server, then pulled',
    layout: 'remote',
    agent: [
      {
        mcp: 'mcp__github__create_or_update_file',
        input: {
          owner: 'acme',
          repo: 'proj',
          path: 'api.txt',
          content: 'api\n',
          message: 'Change by API',
          branch: 'main',
        },
        serve: byForge,
        answer: '{"content":{"path":"api.txt"},"commit":{"sha":"<sha>","message":"Change by API"}}',
        mark: 'served',
      },
      'git pull --ff-only',
    ],
    truth: { offered: ['served'] },
  },
  {
    id: "human's commits after the agent's",
    agent: [{ run: n, mark: 'own' }],
    since: [mine],
    truth: { offered: ['own'] },
  },
  {
    id: "human's commit among the agent's",
    agent: [
      { run: n, mark: 'first' },
      { run: 'echo o > o.txt; git add o.txt; git commit -m "Add o"', mark: 'second' },
    ],
    since: [mine],
    truth: { offered: ['first', 'second'] },
  },
  { id: 'commit of the human alone', agent: ['git status'], since: [mine], truth: { harmless: 'nothing' } },
  {
    id: "human's commit rebased onto another's by a pull",
    layout: 'remote',
    human: [kim(), mine],
    agent: ['git pull --rebase'],
    truth: { harmless: 'undo', rewritten: true },
  },
  {
    id: "the human's uncommitted work committed by the agent",
    human: [uncommitted],
    agent: [{ write: 'n.txt', content: 'n\n' }, 'git add -A && git commit -m "Everything"'],
    truth: { back: ['file b.txt', 'file idea.md', 'branch main'] },
  },
  {
    id: "the human's uncommitted work committed with commit -am",
    human: [uncommitted],
    agent: [{ edit: 'a.txt', from: 'third', to: 'fourth' }, 'git commit -am "Everything tracked"'],
    truth: { back: ['file b.txt', 'file idea.md', 'file a.txt'] },
  },
  {
    id: "the human's work edited by the agent, and committed",
    human: [uncommitted],
    agent: [{ edit: 'b.txt', from: 'three', to: 'four' }, 'git commit -am "Work on b"'],
    truth: { may: ['b.txt'] },
  },
  {
    id: "the human's uncommitted work committed, and the human went on",
    human: [uncommitted],
    agent: ['git add -A && git commit -m "Everything"'],
    since: [mine],
    truth: { back: ['file b.txt', 'file idea.md'] },
  },
  {
    id: "the human's uncommitted work committed, and reset away",
    human: [uncommitted],
    agent: ['git add -A && git commit -m "Everything"', 'git reset --hard HEAD~1'],
    truth: { back: ['file b.txt', 'file idea.md'], may: ['b.txt'] },
  },
  {
    id: "the human's uncommitted work committed, amended and taken to another message",
    human: [uncommitted],
    agent: ['git add -A && git commit -m "Everything"', 'git commit --amend -m "All of it"'],
    truth: { back: ['file b.txt', 'file idea.md', 'branch main'] },
  },
  {
    id: "the human's uncommitted work committed and left there by a soft reset",
    human: [uncommitted],
    agent: ['git add -A && git commit -m "Everything"', 'git reset --soft HEAD~1'],
    truth: { back: ['file b.txt', 'file idea.md'] },
  },
  {
    id: 'own files of the agent, written by tools and commands, committed',
    agent: [
      { write: 'n.txt', content: 'n\n' },
      'echo m > m.txt; sed -i s/second/2nd/ b.txt; git mv z.txt y.txt; git add -A; git commit -m "Own work"',
    ],
    truth: { harmless: 'undo' },
  },
];
