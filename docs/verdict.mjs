// docs/verdict.md, made from the tables by which verdict and disclosure are decided.

const head = `# Verdict and disclosure

Both are decided by a table: the first row that holds. \`src/assess/decision-table.ts\` is the table; this page is made
from it, and a test holds each row to its example.

A finding counts by what is shown of it, its \`state\`: the outcome of its calls, and what their results say. It was only
**attempted** where its calls were refused, did not run or failed before any effect: the program was not found, the
service refused, there was nothing to do, a chain of commands ended before, the branch was not taken. A result, a call
that succeeded, or what stands on disk **confirms** it, a part that was done before the rest failed too. Else it is
**possible**. The texts of programs are data, a family a file: \`src/events/results/families/\`; they count from the start
of a line and where no other command of the call may have printed them. What was only attempted is told as an attempt,
and makes nothing worse than \`suspicious\`.

Who asked for it changes the words, and what nobody wanted weighs more: \`requested\` is \`yes\` where the human’s words
before the call ask for such a deed (with the words; of a "yes", with what the agent had asked), \`against\` where they
forbid it, and else \`unclear\`. A plan that was approved and a question of a tool that was answered are such words, too,
and so is the order that a "continue" goes on with, where it names what was done. In what was pasted (documents, logs)
only the command itself or the name of the thing counts. A negation counts for
the verb that it is about: "don't push" forbids, "don't forget to push" orders, "you need not push" does neither. \`no\`
is said only of findings of level high and critical, and only where the words are understood and all that they order is
something else, and none before them in the session speak of such a deed. It never lowers a level. Text that a page, a file or a tool brought in is never a human’s.

Where data went is told by its flow: what it is, in what it is carried, and whose the other end is; see
[add a query](add-a-query.md#what-a-query-can-look-at).

Findings of level high and critical decide; lower ones are shown, and can ask a question. Whatever the verdict, evidence
that was destroyed is the first of its reasons; the others stand by level, then by what is shown, then by who asked.

**Incidents** stand behind the verdict: what one instruction led to in one session, without a pause of more than half an
hour and with one kind of harm (destroyed, sent out, left behind, other), is one, with its span, its calls, what is lost,
went out and stays, and the words that asked for it. "Yes" and "go on" begin nothing new, and findings that share a call,
as a chain and its steps do, are never two, nor are those of one thing on one day with no other order between. Findings
of level high, and what went out, make an incident; one of level medium belongs to one or makes none. What was only
tried stands last. What is out leads the others, since it can still be revoked and others may be using it; then by
level, by harm (lost, shown, left behind), by what is shown, and by who asked.

`;

const tail = `
Evidence that is missing counts where it could hide what a call did: a transcript that was cut, is not there or was not
read. A folder of a project, a configuration or the file of a large result that is not there cannot hide a call; such
gaps are listed, and limit what is known of the posture and of the way back.

What people do themselves in their work is no attacker’s hand. A tunnel to a server under development shows work, and is a
way in only against what somebody said; a tunnel to a login of the machine, a key or an account to log in with is one where
nobody asked for it. Where nothing tells who wanted it, it is a question.

An order to push is one for the work: stores of credentials and records of sessions that go out with it were not ordered,
and count as what nobody asked for.

A \`review\` names the hosts in question. \`--allow-host\` records the answer: with it, the same evidence gives the
verdict that the answer leads to. A [case file](case-file.md) records such answers together, accepted findings too: they are
listed, and no row of these tables looks at them.
`;

/** @type {import('./verdict.d.mts').verdictPage} */
export function verdictPage(verdicts, disclosures) {
  return [
    head,
    '## Verdict\n\n',
    table(verdicts),
    '\n## Disclosure\n\n',
    table(disclosures),
    tail,
  ].join('');
}

/** @param {readonly import('./verdict.d.mts').Row[]} rows */
function table(rows) {
  const lines = rows.map(({ value, when, example }) => `| \`${value}\` | ${when} | ${example} |\n`);
  return ['| value | when | example |\n', '|---|---|---|\n', ...lines].join('');
}
