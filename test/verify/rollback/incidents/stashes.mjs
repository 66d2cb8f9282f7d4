const one = 'echo "three hours of work" > b.txt; git stash push -q -m "work on b"';
const two = 'echo "and more" > a.txt; git stash push -q -m "work on a"';
const deep = ['--deep'];

/** Stashes dropped, cleared, and popped into something that throws their content away. */
export const stashes = [
  { id: 'stash dropped', human: [one], agent: ['git stash drop'], truth: { back: ['stash 0'] } },
  {
    id: 'older stash dropped',
    human: [one, two],
    agent: ['git stash drop stash@{1}'],
    truth: { back: ['stash 1'] },
  },
  {
    id: 'both stashes dropped',
    human: [one, two],
    agent: ['git stash drop', 'git stash drop'],
    truth: { back: ['stash 0', 'stash 1'] },
  },
  { id: 'stashes cleared', human: [one, two], agent: ['git stash clear'], truth: { said: ['stash'] } },
  {
    id: 'stashes cleared, every object looked at',
    human: [one, two],
    agent: ['git stash clear'],
    options: deep,
    truth: { back: ['commit stash@{0}', 'commit stash@{1}'] },
  },
  {
    id: 'stashes cleared, their list shown before',
    human: [one],
    agent: ['git stash list --format="%H %gs"', 'git stash clear'],
    truth: { back: ['commit stash@{0}'] },
  },
  {
    id: 'stash with untracked files cleared, every object looked at',
    human: ['echo "a plan" > notes.txt; git stash push -q -u -m "with notes"'],
    agent: ['git stash clear'],
    options: deep,
    truth: { back: ['commit stash@{0}'] },
  },
  {
    id: 'two stashes popped into a reset',
    human: [one, two],
    agent: ['git stash pop', 'git stash pop', 'git reset -q --hard HEAD'],
    truth: { back: ['commit stash@{0}', 'commit stash@{1}'] },
  },
  {
    id: 'stash popped into a checkout',
    human: [one],
    agent: ['git stash pop', 'git checkout -- .'],
    truth: { back: ['commit stash@{0}'] },
  },
  {
    id: 'changes stashed by the agent and dropped',
    human: ['echo "three hours of work" > b.txt'],
    agent: ['git stash', 'git stash drop'],
    truth: { back: ['content b.txt'] },
  },
  {
    id: 'changes and untracked files stashed by the agent and dropped',
    human: ['echo "three hours of work" > b.txt; echo "a plan" > notes.txt'],
    agent: ['git stash -u', 'git stash drop'],
    truth: { back: ['content b.txt', 'content notes.txt'] },
  },
  {
    id: 'stash deleted as a ref',
    human: [one],
    agent: ['git update-ref -d refs/stash'],
    truth: { said: ['stash'] },
  },
  {
    id: 'changes stashed by the agent and popped',
    human: ['echo "three hours of work" > b.txt'],
    agent: ['git stash', 'git stash pop'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'changes stashed by the agent and kept',
    human: ['echo "three hours of work" > b.txt'],
    agent: ['git stash push -m "for later"'],
    truth: { harmless: 'undo' },
  },
  { id: 'stash popped', human: [one], agent: ['git stash pop'], truth: { harmless: 'undo' } },
  { id: 'stash applied', human: [one], agent: ['git stash apply'], truth: { harmless: 'undo' } },
  {
    id: 'stash popped and committed',
    human: [one],
    agent: ['git stash pop', 'git commit -am "Work on b"'],
    truth: { harmless: 'undo' },
  },
  {
    id: 'stashes listed',
    human: [one],
    agent: ['git stash list', 'git stash show -p'],
    truth: { harmless: 'nothing' },
  },
  {
    id: "the human's work stashed by the agent and left there",
    human: ['echo "three hours of work" > b.txt; echo "a plan" > notes.txt'],
    agent: ['git stash -u'],
    truth: { back: ['file b.txt', 'file notes.txt'] },
  },
  {
    id: "the human's work stashed, and the file changed since",
    human: ['echo "three hours of work" > b.txt'],
    agent: ['git stash'],
    since: ['echo "begun anew" > b.txt; git commit -qam "Begin anew"'],
    truth: { said: ['b.txt'] },
  },
  {
    id: 'own work stashed by the agent and left there',
    agent: [{ write: 'n.txt', content: 'n\n' }, 'git stash -u'],
    truth: { harmless: 'undo' },
  },
  {
    id: "the human's work stashed and popped again",
    human: ['echo "three hours of work" > b.txt'],
    agent: ['git stash', 'git stash pop'],
    truth: { harmless: 'nothing' },
  },
];
