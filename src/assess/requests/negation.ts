/**
 * How words turn a verb around: `forbidden` says that it must not be done; `spared` that it need not, or not in some
 * cases, which neither orders nor forbids it.
 */
export type Negation = 'forbidden' | 'spared';

/** Words that turn around what follows them. */
const negatedBefore =
  /(?<!\p{L})(?:do\s?n[o']?t|don’t|dont|(?:must|should)(?:n[o']?t|n’t)|never|not|without|avoid|rather than|instead of|kein\p{L}*|nicht|nie|ohne|niemals|sans|jamais|ne|nunca|sin|no|jamás|não|nem|sem|non|mai|senza|не|никогда|без|đừng|không|chớ)(?!\p{L})|不要|别|不许|勿|禁止/gu;

/** Words that turn around a verb which stands before them. */
const negatedBehind =
  /^\p{L}*\s+(?:nicht|pas|nichts|niemals|jamais)(?!\p{L})|^\p{L}*(?:\s+\p{L}+){1,4}\s+nicht\s*$|^.{0,12}(?:しないで|するな|さないで|やめて)|^.{0,8}지\s?(?:마|말|않)/u;

/** Before what somebody does: "stop deleting". Before a thing it is an order of its own. */
const stopping = /(?<!\p{L})(?:stop|quit)\s+$/u;

/** Negations that negate nothing which is ordered behind them: "don't forget to push", "do not break anything". */
const negatesNothing = new RegExp(
  [
    '(?:if not|whether or not|not only|why not|no longer|no more|no issues?|no problems?|not just|not sure)',
    "(?:do\\s?n[o']?t|don’t|dont|never|not|without)\\s+(?:to\\s+)?(?:be\\s+)?(?:worry\\p{L}*|forget\\p{L}*|hesitat\\p{L}*|fear\\p{L}*|mind\\p{L}*|bother\\p{L}*|afraid|shy|scared|ask\\p{L}*|wait\\p{L}*|break\\p{L}*|los\\p{L}+|harm\\p{L}*|damag\\p{L}*|affect\\p{L}*|disturb\\p{L}*|interrupt\\p{L}*|miss\\p{L}*|fail\\p{L}*)(?!\\s*(?:,|or|nor)\\s)",
    '(?:vergiss|vergesst|zöger\\p{L}*)\\s+nicht|nicht\\s+(?:vergessen|zögern)|ohne\\s+(?:zu\\s+zögern|angst)',
    'no\\s+(?:olvid|dud)\\p{L}*|não\\s+(?:esque|hesit)\\p{L}*|non\\s+(?:dimentic|esit)\\p{L}*|не\\s+(?:забуд|бой|стесня)\\p{L}*',
  ]
    .map((words) => `(?<!\\p{L})(?:${words})(?!\\p{L})`)
    .concat('(?:不要|别)(?:忘|担心|犹豫|怕)')
    .join('|'),
  'gu',
);

/** Between a negation and its verb: what names nothing else that it could be about. "Do not ever touch or delete". */
const passedOver =
  /^(?:[\s"'`*_,]|(?:to|zu|de|a|ever|even|just|simply|please|bitte|you|we|it|them|be|go|start|begin|try|trying|dare|also|let|git|run|running|use|using|do|doing|hagas|haga|hacer|faça|fazer|fais|faire|mach|được|execute|force|hard|le|la|les|lo|los|las|o|os|as|me|te|\p{L}+ly|\p{L}+\s+(?:or|nor|and|oder|und|ou|et|o|e|y|и|или))(?!\p{L}))*$|^(?:把|将|再|去|直接|随便|擅自|轻易|自动).{0,12}$/u;

/** A case in which it may be done after all; what a human keeps for a word of their own forbids it until then. */
const conditional = /(?<!\p{L})(?:unless|until|except|bis|außer|sauf|jusqu['’]|hasta|a menos)(?!\p{L})/u;
const ownWord =
  /(?<!\p{L})(?:(?:unless|until)\s+(?:i|we|you (?:hear|ask)|told|asked|approved|further))(?!\p{L})/u;

/** Whether a verb stands in the case that is made an exception of, which orders nothing. */
export function isOfException(clause: string, at: number): boolean {
  return conditional.test(clause.slice(0, at));
}

const farthest = 60;

/** @param at of the verb in the clause */
export function negationOf(clause: string, at: number): Negation | undefined {
  const behind = clause.slice(at);
  const isConditional = conditional.test(behind) && !ownWord.test(behind);
  const kind = isConditional ? 'spared' : 'forbidden';
  const before = clause.slice(Math.max(0, at - farthest), at).replace(negatesNothing, ' ');
  const isStopped = stopping.test(before) && /^\p{L}+ing(?!\p{L})/u.test(behind);
  if (isStopped || negatedBehind.test(behind)) return kind;
  const last = [...before.matchAll(negatedBefore)].at(-1);
  if (!last) return undefined;
  const between = before.slice(last.index + last[0].length);
  return passedOver.test(between) ? kind : between.length <= nearest ? 'spared' : undefined;
}

/** A negation that is about something else, and stands no farther from the verb, leaves open what was meant. */
const nearest = 28;

/** Whether anything in the words is turned around. */
export function isNegating(text: string): boolean {
  return text.replace(negatesNothing, ' ').search(negatedBefore) >= 0;
}
