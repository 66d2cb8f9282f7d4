import { home } from '../image.mjs';

const notes = 'printf "first\\nsecond\\n" > notes.txt';

/** What an editor keeps of notes.txt when it is saved. */
const keptByEditor = `mkdir -p ~/.config/Code/User/History/1a2b; cd ~/.config/Code/User/History/1a2b; cp ${home}/proj/notes.txt AbCd.txt
   printf '{"version":1,"resource":"file://%s","entries":[{"id":"AbCd.txt","timestamp":1794470000000}]}' "/home""/dana/proj/notes.txt" > entries.json`;

/** Files written over, emptied, removed and moved by tools and commands. */
export const files = [
  {
    id: 'untracked file written over by the tool',
    human: [notes],
    agent: [{ write: 'notes.txt', content: 'something else\n' }],
    truth: { back: ['file notes.txt'] },
  },
  {
    id: 'ignored file edited by the tool, twice',
    human: ['printf "A=1\\nB=2\\n" > .env.local'],
    agent: [
      { edit: '.env.local', from: 'A=1', to: 'A=2' },
      { edit: '.env.local', from: 'B=2', to: 'B=3' },
    ],
    truth: { back: ['file .env.local'] },
  },
  {
    id: 'untracked file edited by sed',
    human: [notes],
    agent: ["sed -i 's/second/changed/' notes.txt"],
    truth: { said: ['notes.txt'] },
  },
  {
    id: 'untracked file edited by sed, read before',
    human: [notes],
    agent: [{ read: 'notes.txt' }, "sed -i 's/second/changed/' notes.txt"],
    truth: { back: ['content notes.txt'] },
  },
  {
    id: 'tracked file with changes edited by sed',
    human: ['printf "first\\nthree hours of work\\n" > b.txt'],
    agent: ["sed -i 's/hours/minutes/' b.txt"],
    truth: { said: ['b.txt'] },
  },
  { id: 'untracked file emptied', human: [notes], agent: ['> notes.txt'], truth: { said: ['notes.txt'] } },
  {
    id: 'untracked file shredded',
    human: [notes],
    agent: ['shred -u notes.txt'],
    truth: { said: ['notes.txt'] },
  },
  { id: 'tracked file removed', agent: ['rm b.txt'], truth: { back: ['file b.txt'] } },
  { id: 'tracked file removed by git', agent: ['git rm -q b.txt'], truth: { back: ['file b.txt'] } },
  { id: 'untracked file removed', human: [notes], agent: ['rm notes.txt'], truth: { lost: ['notes.txt'] } },
  {
    id: 'untracked file removed that an editor had kept',
    human: [notes, keptByEditor],
    agent: ['rm notes.txt'],
    truth: { back: ['file notes.txt'] },
  },
  {
    id: 'untracked file emptied that an editor had kept',
    human: [notes, keptByEditor],
    agent: ['> notes.txt'],
    truth: { back: ['content notes.txt'] },
  },
  {
    id: 'untracked file removed beside its undo file',
    human: [notes, 'echo undo > .notes.txt.un~'],
    agent: ['rm notes.txt'],
    truth: { said: ['notes.txt'] },
  },
  {
    id: 'untracked file removed that the agent had printed',
    human: [notes],
    agent: ['cat notes.txt', 'rm notes.txt'],
    truth: { said: ['notes.txt'] },
  },
  {
    id: 'folder removed with a file that git did not track',
    human: ['echo "local" > src/local.txt'],
    agent: ['rm -rf src'],
    truth: { back: ['file src/c.txt'], said: ['src'] },
  },
  {
    id: 'folder removed, each file printed',
    human: ['echo "local" > src/local.txt'],
    agent: ['rm -rfv src'],
    truth: { back: ['file src/c.txt'], lost: ['src/local.txt'] },
  },
  {
    id: 'file moved over another',
    human: [`${notes}; echo other > other.txt`],
    agent: ['mv notes.txt other.txt'],
    truth: { said: ['other.txt'] },
  },
  {
    id: 'file copied over another',
    human: [`${notes}; echo other > other.txt`],
    agent: ['cp notes.txt other.txt'],
    truth: { said: ['other.txt'] },
  },
  {
    id: 'logs found and deleted',
    human: ['echo one > one.log; echo two > src/two.log'],
    agent: ["find . -name '*.log' -delete"],
    truth: { said: ['proj'], may: ['.log'] },
  },
  {
    id: 'file outside the repository removed',
    human: [`echo "a letter" > ${home}/letter.txt`],
    agent: [`rm ${home}/letter.txt`],
    truth: { lost: ['letter.txt'] },
  },
  {
    id: 'file written over by the tool, and the human went on',
    human: [notes],
    agent: [{ write: 'notes.txt', content: 'something else\n' }],
    since: ['echo "and more" >> notes.txt'],
    truth: { back: ['content notes.txt'] },
  },
  {
    id: 'new file by the tool, and the human went on in it',
    agent: [{ write: 'new.txt', content: 'new\n' }],
    since: ['echo "and more" >> new.txt'],
    truth: { harmless: 'undo' },
  },
  { id: 'new file by a command', agent: ['echo built > build.log'], truth: { harmless: 'undo' } },
  {
    id: 'file moved to another name',
    human: [notes],
    agent: ['mv notes.txt plan.txt'],
    truth: { harmless: 'undo' },
  },
  {
    id: 'folder moved out of the repository',
    agent: [`mv src ${home}/src-old`],
    truth: { harmless: 'undo' },
  },
  {
    id: 'clean tracked file edited by sed',
    agent: ["sed -i 's/second/changed/' a.txt"],
    truth: { harmless: 'undo' },
  },
  {
    id: 'file removed that was not there',
    agent: ['rm -f no-such-file.txt'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'file made and removed',
    agent: [{ write: 'tmp.txt', content: 'for now\n' }, 'rm tmp.txt'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'removal that failed',
    human: [notes],
    agent: ['rm notes.txt/', 'rmdir src'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'tracked file removed, and the human brought it back',
    agent: ['rm b.txt'],
    since: ['git checkout -q -- b.txt'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'committed file overwritten by a redirection',
    agent: ['echo broken > a.txt'],
    truth: { back: ['content a.txt'], may: ['a.txt'] },
  },
  {
    id: 'another version of a clean file put in its place',
    agent: ['git checkout HEAD~1 -- a.txt'],
    truth: { back: ['file a.txt'], may: ['a.txt'] },
  },
  {
    id: 'another version looked at, and the same version put in its place',
    agent: ['git show HEAD~1:a.txt', 'git checkout HEAD -- a.txt'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'changed file removed by force from git',
    human: ['echo "three hours of work" > b.txt'],
    agent: ['git rm -qf b.txt'],
    truth: { said: ['uncommitted changes in what git was forced to remove'], may: ['b.txt'] },
  },
  {
    id: 'file moved by git over one with changes, which had been shown',
    human: ['echo "three hours of work" > b.txt'],
    agent: [{ read: 'b.txt' }, 'git mv -f a.txt b.txt'],
    truth: { back: ['file a.txt', 'content b.txt'] },
  },
  {
    id: 'file moved by git over one with changes',
    human: ['echo "three hours of work" > b.txt'],
    agent: ['git mv -f a.txt b.txt'],
    truth: { back: ['file a.txt'], said: ['b.txt'] },
  },
  {
    id: 'file moved by git to a new name',
    agent: ['git mv a.txt y.txt', 'git mv y.txt a.txt'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'changed file printed by cat, and another moved over it',
    human: ['echo "three hours of work" > b.txt'],
    agent: ['cat b.txt', 'mv -f a.txt b.txt'],
    truth: { back: ['file a.txt', 'content b.txt'] },
  },
  {
    id: 'changed file printed by cat, and another copied over it',
    human: ['echo "three hours of work" > b.txt'],
    agent: ['cat b.txt', 'cp a.txt b.txt'],
    truth: { back: ['content b.txt'] },
  },
  {
    id: 'changed file printed in part, and another moved over it',
    human: ['printf "three hours\nof work\n" > b.txt'],
    agent: ['head -1 b.txt', 'mv -f a.txt b.txt'],
    truth: { back: ['file a.txt'], said: ['b.txt'] },
  },
  {
    id: 'file of another commit put over a clean one by restore',
    agent: ['git restore --source=HEAD~1 -- a.txt'],
    truth: { back: ['file a.txt'], may: ['a.txt'] },
  },
  {
    id: 'file of another commit put over a changed one by restore',
    human: ['echo "three hours of work" > b.txt'],
    agent: ['git restore -s HEAD~2 b.txt'],
    truth: { said: ['b.txt'] },
  },
  {
    id: 'changed file of which the agent has a copy, after a checkout',
    human: ['printf "first\nthree hours of work\n" > b.txt'],
    agent: [{ edit: 'b.txt', from: 'three', to: 'two', isLarge: true }, 'git checkout -- b.txt'],
    truth: { back: ['content b.txt'] },
  },
  {
    id: 'removals of files that never were',
    agent: ['rm nothing.txt || true', 'unlink none.txt; echo done', 'rm gone.txt'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'removal of a folder without being asked to take folders',
    agent: ['rm src || echo "is a folder"', 'rmdir src; true', 'git rm -q none.txt; true'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'removal of one file that was there and of one that was not',
    human: [notes],
    agent: ['rm notes.txt none.txt || true'],
    truth: { lost: ['notes.txt'] },
  },
  {
    id: 'removal whose messages are thrown away',
    human: [notes],
    agent: ['rm notes.txt 2> /dev/null; true'],
    truth: { said: ['notes.txt'] },
  },
  {
    id: 'removal of the copies that an editor of streams made',
    agent: ["sed -i.orig 's/b/b/' b.txt && rm b.txt.orig", "perl -pi.bak -e 's/b/b/' b.txt; rm b.txt.bak"],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'removal of an index that git made',
    agent: ['GIT_INDEX_FILE=.git/mine git read-tree HEAD && rm .git/mine'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'folder removed whose only file the agent had read',
    human: ['mkdir conf; echo "l=1" > conf/local.ini'],
    agent: [{ read: 'conf/local.ini' }, 'rm -rf conf'],
    truth: { back: ['file conf/local.ini'] },
  },
  {
    id: 'folder removed whose only file the agent had edited',
    human: ['mkdir conf; echo "l=1" > conf/local.ini'],
    agent: [{ edit: 'conf/local.ini', from: '1', to: '2' }, 'rm -r conf'],
    truth: { back: ['file conf/local.ini'], said: ['conf'] },
  },
  {
    id: 'folder with a blank in its name removed, a file in it printed, another not',
    human: ['mkdir "my conf"; echo "l=1" > "my conf/ö.ini"; echo "m=1" > "my conf/m.ini"'],
    agent: ['cat "my conf/ö.ini"', 'rm -r "my conf"'],
    truth: { back: ['file my conf/ö.ini'], said: ['my conf'] },
  },
  {
    id: 'tracked folder removed, a changed file in it read before',
    human: ['echo "three hours" > src/c.txt'],
    agent: [{ read: 'src/c.txt' }, 'rm -rf src'],
    truth: { back: ['content src/c.txt'] },
  },
  {
    id: 'folder that the agent made removed with what it had printed of it',
    agent: ['mkdir out && echo x > out/x.txt', 'cat out/x.txt', 'rm -rf out'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'file outside of any repository written over, read before',
    human: ['echo "my notes" > ~/notes.md'],
    agent: ['cat ~/notes.md', "printf 'agent\\n' > ~/notes.md"],
    truth: { back: [`content ${home}/notes.md`] },
  },
  {
    id: 'file outside of any repository copied over, read before',
    human: ['echo "my notes" > ~/notes.md'],
    agent: ['cat ~/notes.md', 'cp a.txt ~/notes.md'],
    truth: { back: [`content ${home}/notes.md`] },
  },
  {
    id: 'file outside of any repository written over by tee, never seen',
    human: ['echo "my notes" > ~/notes.md'],
    agent: ['echo agent | tee ~/notes.md > /dev/null'],
    truth: { said: ['notes.md'] },
  },
  {
    id: 'file written over through a link of the repository, read before',
    human: ['mkdir ~/dot; echo "my settings" > ~/dot/rc; ln -s ../dot/rc rc'],
    agent: ['cat rc', 'echo agent > rc'],
    truth: { back: [`content ${home}/dot/rc`] },
  },
  {
    id: 'folder removed and a link put in its place, a file in it read before',
    human: ['mkdir conf ~/other; echo "l=1" > conf/local.ini; echo "other" > ~/other/local.ini'],
    agent: [{ read: 'conf/local.ini' }, `rm -rf conf && ln -s ${home}/other conf`],
    truth: { back: ['content conf/local.ini'], said: ['conf'] },
  },
  {
    id: 'file of the agent’s own outside of any repository written twice',
    agent: ['echo one > ~/own.md', 'cat ~/own.md', 'echo two > ~/own.md'],
    truth: { harmless: 'nothing' },
  },
  {
    id: 'file in Latin-1 removed that the agent had read as something else',
    human: ["printf 'Jos\\351\\nM\\374ller\\n' > names.txt"],
    agent: [{ read: 'names.txt' }, 'rm names.txt'],
    truth: { said: ['names.txt'] },
  },
];
