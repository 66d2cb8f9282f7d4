import { bagFiles } from '../evidence/bag.ts';

/** With `sh`, `jq` and `sha256sum`, inside the bag. */
const chainRecipe = `  said=$(mktemp) is=$(mktemp)
  { jq -r .previous ${bagFiles.custody}; sed -n 's/^Custody-Head-SHA256: //p' ${bagFiles.info}; } > "$said"
  { printf '%064d\\n' 0
    while IFS= read -r line; do printf %s "$line" | sha256sum | cut -d ' ' -f 1; done < ${bagFiles.custody}; } > "$is"
  cmp "$said" "$is"
`;

/**
 * What whoever opens the bag has to know, in words and commands that need no tool of ours.
 * @param home whose evidence it is, as the evidence writes it
 */
export function bagReadme(home: string): string {
  return `Evidence of what a coding agent did, from ${home.replace(/[^\x20-\x7e]/g, '?')}.

IT HOLDS SECRETS. Credential files stayed where they were: ${bagFiles.custody} says which there were, of what
size and age. But transcripts, shell histories, profiles, configurations, the history of repositories and files that
sessions changed are copied byte for byte, because they are evidence, and people and agents write passwords, tokens and
personal data into them. Encrypt the bag before it leaves the machine, and give it only to who may read all of that.
data/case.json is the one file in which secrets are redacted.

What is where:

  data/root/                the evidence, each file below its own absolute path
  data/git/                 one bundle for each repository, with every object it had: git clone <file>
                            Names below refs/yolo-triage/unnamed/ are objects that only reflogs, or nothing, named.
  data/case.json            the case document that was made when the bag was
  ${bagFiles.custody}            who collected, when, where and how; each file, and why one is not here

Nothing in it was changed since it was sealed, if these are silent (and the second digest is the one that was written
down when the bag was made):

  sha256sum --check --quiet ${bagFiles.manifest} && sha256sum --check --quiet ${bagFiles.tagManifest}
  sha256sum ${bagFiles.tagManifest}

The custody log is a chain: each line names the SHA-256 of the line before it. It is whole if this is silent:

${chainRecipe}
To examine it: yolo-triage verify <this folder>; yolo-triage report --home <this folder>.
`;
}
