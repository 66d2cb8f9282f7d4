const notes = 'echo "a plan" > notes.txt; mkdir drafts; echo "one" > drafts/one.txt';

/** `git clean`: untracked and ignored files. */
export const cleans = [
  {
    id: 'clean of files and folders',
    human: [notes],
    agent: ['git clean -fd'],
    truth: { lost: ['notes.txt', 'drafts'] },
  },
  {
    id: 'clean of ignored files too',
    human: ['mkdir -p node_modules/x; echo x > node_modules/x/index.js; echo "KEY=1" > .env.local'],
    agent: ['git clean -fdx'],
    truth: { lost: ['.env.local'], may: ['node_modules'] },
  },
  {
    id: 'clean of ignored files alone',
    human: ['mkdir dist; echo x > dist/app.js; echo "KEY=1" > .env.local; echo n > notes.txt'],
    agent: ['git clean -fdX'],
    truth: { lost: ['.env.local'], may: ['dist'] },
  },
  {
    id: 'clean that printed nothing',
    human: [notes],
    agent: ['git clean -fdq'],
    truth: { said: ['/home/dana/proj'], may: ['notes.txt', 'drafts'] },
  },
  {
    id: 'clean below one folder',
    human: ['echo "local" > src/local.txt; echo "a plan" > notes.txt'],
    agent: ['git clean -f src'],
    truth: { lost: ['src/local.txt'] },
  },
  {
    id: 'clean of a file that the agent had edited',
    human: ['printf "first\\nsecond\\n" > notes.txt'],
    agent: [{ edit: 'notes.txt', from: 'second', to: 'changed' }, 'git clean -fd'],
    truth: { back: ['content notes.txt'] },
  },
  {
    id: 'clean of a file that the agent had read',
    human: ['printf "first\\nsecond\\n" > notes.txt'],
    agent: [{ read: 'notes.txt' }, 'git clean -fd'],
    truth: { back: ['content notes.txt'] },
  },
  {
    id: 'clean, and the human wrote the file anew',
    human: ['echo "a plan" > notes.txt'],
    agent: ['git clean -f'],
    since: ['echo "another plan" > notes.txt'],
    truth: { said: ['notes.txt'] },
  },
  {
    id: 'clean of a file that was staged once',
    human: ['echo "a plan" > draft.txt; git add draft.txt', 'git rm -q --cached draft.txt'],
    agent: ['git clean -f'],
    truth: { said: ['draft.txt'] },
  },
  {
    id: 'clean from a folder below',
    human: ['echo "local" > src/local.txt'],
    agent: ['cd src && git clean -fd'],
    truth: { lost: ['local.txt'] },
  },
  {
    id: 'clean of one file among two',
    human: ['echo "a plan" > notes.txt; echo "kept" > kept.txt'],
    agent: ['git clean -f notes.txt'],
    truth: { lost: ['notes.txt'] },
  },
  {
    id: 'clean that only says what it would do',
    human: [notes],
    agent: ['git clean -nd'],
    truth: { harmless: 'nothing' },
  },
  { id: 'clean where nothing is untracked', agent: ['git clean -fd'], truth: { harmless: 'nothing' } },
  {
    id: 'clean of a file that the agent made',
    agent: [{ write: 'build.log', content: 'built\n' }, 'git clean -fd'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'clean of a file that a command of the agent made',
    agent: ['echo built > build.log', 'git clean -fd'],
    truth: { harmless: 'nothing' },
  },
  { id: 'clean that git refused', human: [notes], agent: ['git clean -d'], truth: { harmless: 'nothing' } },
];
