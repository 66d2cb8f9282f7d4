import { argvRoutes } from '../argv-routes.ts';
import { lineIndex } from '../data/line-index.ts';
import { plainSurroundings, type ScannedText } from '../form.ts';
import { guardOf } from '../guard.ts';
import { isolationOf } from '../isolation.ts';
import type { RouteId } from '../routes.ts';
import { scanShell } from '../shell/scan-shell.ts';
import type { Site, Surroundings } from '../site.ts';
import type { Language } from './languages.ts';
import { assignedName, type LiteralPlace, placeOf } from './literal-place.ts';
import { type Literal, readLiterals } from './read-literals.ts';
import { isDetectionPath, testRegionStart } from './test-regions.ts';

const speaking =
  /(?:^|[.:_!])(?:log|logs?f?|print\w*|e?println!?|eprint\w*!?|warn\w*|error\w*|debug\w*|info\w*|trace\w*|fatal\w*|write\w*|echo|puts|say|notice|success|fail\w*|throw|raise|panic!?|bail!?|anyhow!?|format_err!?|exception|assert\w*!?|debug_assert\w*!?|expect\w*|contains?\w*|includes?|index(?:of)?|lastindexof|startswith|starts_with|endswith|ends_with|has\w*|some|every|find\w*|match\w*|test|search|replace\w*|remove\w*|delete|strip\w*|split\w*|trim\w*|option\w*|add_?argument|add_?option|boolvarp?|boolp?|stringvarp?|flag\w*|arg!?|long|short|help|usage|describe|it|skip|equals?\w*|to(?:be|equal|contain|match|strictequal|have)\w*|chalk\S*|bold|red|green|yellow|cyan|dim|gray|style\w*|text|p|h\d|li|span|code|strong|markdown|tip|alert|confirm|notify\w*|toast\w*|show\w*message\w*|message\w*|render\w*|tooltip|label|comment|docs?|regexp|compile|re|newerror|errorf|sprintf_help|lint|report\w*|diagnos\w*|t|i18n|translate|gettext|rule|finding|detect\w*|is\w*)$/i;
const speakingKey =
  /(?:^|[._])(?:description|desc|help|usage|message|msg|label|title|text|detail|details|summary|note|hint|tooltip|placeholder|example|examples|reason|remediation|recommendation|pattern|regex|regexp|keyword|name|id|content|body|prompt|instructions?|docs?|doc|comment|error|warning|long|short|about|heading|question|answer|evidence|expected|want|expect|system)$/i;
const filtering =
  /block|deny|denied|forbid|danger|disallow|bann?ed|suspicious|pattern|keyword|known|strip|remove|filter|unsafe|risky|prohibit|reserved|ignored?|exclude|valid|supported|recognized|expected|wanted?$|allowed_?flags|flag_?names|signature|indicator|detect|regex|incompatible|conflict|completion|redact|scrub|sanitize|strings_to|mention|doc|help|usage|example|banner/i;
const starting =
  /(?:spawn\w*|exec\w*|popen|run\w*|call|check_call|check_output|system|shell\w*|start\w*|launch\w*|command\w*|cmd|process\w*|fork|subprocess\S*|pty\S*|query|sendkeys|send_keys|send_?text|args?|push\w*|append|extend|insert|unshift|concat|splice)$/i;

/** Strings of a program that start the agent, or are words of a command line that does. */
export function scanSource(text: ScannedText, language: Language): Site[] {
  return new SourceScanner(text, language).scan();
}

/** Languages of scripts: what runs is the file itself, not a program made from it. */
const isScript = /^(?:ps1|psm1|tcl|exp|nu|applescript|scpt)$/;

class SourceScanner {
  readonly #text: ScannedText;
  readonly #literals: readonly Literal[];
  readonly #code: string;
  readonly #lineOf: (offset: number) => number;
  readonly #testFrom: number;
  readonly #surroundings: Surroundings;
  readonly #sites: Site[] = [];

  constructor(text: ScannedText, language: Language) {
    this.#text = text;
    const parts = readLiterals(text.text, language);
    this.#literals = parts.literals;
    this.#code = parts.code;
    this.#lineOf = lineIndex(text.text);
    this.#testFrom = text.test ? 0 : testRegionStart(parts.code);
    const outer =
      text.outer ??
      plainSurroundings(isScript.test(text.file.extension) ? 'repository-script' : 'source-code');
    this.#surroundings = outer;
  }

  scan(): Site[] {
    if (isDetectionPath(this.#text.file.path)) return [];
    for (const [index, literal] of this.#literals.entries()) {
      if (literal.value.length < 200_000 && worthALook(literal.value)) this.#literal(literal, index);
    }
    this.#options();
    return this.#sites;
  }

  #literal(literal: Literal, index: number): void {
    const place = placeOf(literal, this.#code);
    const route = this.#wordRoute(literal, index);
    if (route) {
      if (this.#isArgument(literal, place)) this.#add(route, 'definition', literal);
    } else if (this.#isBypassValue(literal, place)) {
      this.#add('sdk-mode-option', 'definition', literal);
    } else if (/\s/.test(literal.value) && !this.#speaks(literal, place)) this.#commandLine(literal, place);
  }

  /** A string that is one word of a command line, alone or with its value in the next string. */
  #wordRoute(literal: Literal, index: number): RouteId | undefined {
    if (/\s/.test(literal.value.trim()) && !literal.value.trim().startsWith('-')) return undefined;
    const own = argvRoutes(literal.value.trim().split(/\s+/));
    if (own[0]) return own[0].route;
    const before = this.#literals[index - 1];
    if (!before || !/^[\s,.()\w&!]*$/.test(this.#code.slice(before.end, literal.start))) return undefined;
    if (literal.start - before.end > 60) return undefined;
    if (argvRoutes([before.value]).length > 0) return undefined;
    return argvRoutes([before.value, literal.value])[0]?.route;
  }

  #isArgument(literal: Literal, place: LiteralPlace): boolean {
    if (compares(place)) return false;
    const starts = place.enclosing.slice(0, 2).some((name) => starting.test(name));
    if (literal.start >= this.#testFrom)
      return place.enclosing.slice(0, 3).some((name) => startsProcess.test(name));
    if (this.#speaks(literal, place) && !starts) return false;
    const names = [...place.enclosing, assignedName(place.before) ?? ''];
    return !names.some((name) => filtering.test(name));
  }

  /** Printed, compared, documented, or a statement of its own as documentation strings are. */
  #speaks(literal: Literal, place: LiteralPlace): boolean {
    const [inner = ''] = place.enclosing;
    if (compares(place)) return true;
    if (speaking.test(inner) && !startsProcess.test(inner)) return true;
    const key = assignedName(place.before);
    if (key !== undefined && speakingKey.test(key)) return true;
    if (/(?:throw|raise|assert|throw new \w+)\s*\(?\s*[frb]?$/.test(place.before)) return true;
    return (
      literal.lines &&
      /(?:^|\n|:)\s*[rfbu]?$/i.test(place.before.slice(-200)) &&
      !/[=([,+]\s*[rfbu]?$/i.test(place.before.trimEnd())
    );
  }

  #isBypassValue(literal: Literal, place: LiteralPlace): boolean {
    if (literal.value !== 'bypassPermissions' || literal.start >= this.#testFrom) return false;
    if (/^\s*\|/.test(place.after) || compares(place)) return false;
    const before = place.before.slice(-160);
    if (/set_?permission_?mode\s*\(\s*$/i.test(before)) return true;
    if (
      /permission_?mode["'`\s]*\]?\s*(?::=|=|:)\s*(?:[\w.!?]+\s*(?:\?|\?\?|\|\|)\s*)?(?:\w+\()?$/i.test(
        before,
      )
    ) {
      return !/\btype\b|\binterface\b/.test(before.slice(-80));
    }
    return /permission_?mode/i.test(this.#keyBefore(literal) ?? '');
  }

  /** A key that is itself a string: `{"permissionMode": "bypassPermissions"}`. */
  #keyBefore(literal: Literal): string | undefined {
    const before = this.#literals.findLast((other) => other.end <= literal.start);
    if (!before || !/^\s*(?::|=>|=)\s*$/.test(this.#code.slice(before.end, literal.start))) return undefined;
    return before.value;
  }

  /** `"claude --flag …"` as a string: only where it can be a command. */
  #commandLine(literal: Literal, place: LiteralPlace): void {
    const inTest = literal.start >= this.#testFrom;
    if (inTest && !place.enclosing.slice(0, 3).some((name) => startsProcess.test(name))) return;
    const names = [...place.enclosing.slice(0, 2), assignedName(place.before) ?? ''];
    if (names.some((name) => filtering.test(name) && !starting.test(name))) return;
    const asScript =
      names.some((name) => scriptName.test(name)) || literal.value.trimStart().startsWith('#!');
    if (literal.lines && !asScript) return;
    if (/^\s*(?:alias|export)\s/.test(literal.value) || !literal.lines || asScript) {
      const line = this.#line(literal);
      const inner = scanShell({
        source: literal.value,
        line,
        surroundings: this.#surroundings,
        written: this.#text.written,
        mustNameAgent: true,
      });
      for (const site of inner)
        this.#sites.push({ ...site, kind: site.kind, from: line, to: this.#endLine(literal) });
    }
  }

  /** Options of the SDK whose value is no string: `allowDangerouslySkipPermissions: true`. */
  #options(): void {
    const option = /\ballow_?dangerously_?skip_?permissions["']?\s*[:=]\s*(?:true|True|!0)\b/gi;
    for (const match of this.#code.matchAll(option)) {
      if (match.index >= this.#testFrom) continue;
      const line = this.#text.firstLine + this.#lineOf(match.index) - 1;
      this.#sites.push({
        route: 'sdk-allow-option',
        kind: 'definition',
        line,
        from: line,
        to: line,
        surroundings: this.#surroundings,
      });
    }
  }

  #add(route: RouteId, kind: Site['kind'], literal: Literal): void {
    const line = this.#line(literal);
    this.#sites.push({
      route,
      kind,
      line,
      from: line,
      to: this.#endLine(literal),
      surroundings: this.#around(literal),
    });
  }

  /** Guard and isolation among the strings and names close by: `["docker", "run", …]`, `env: { IS_SANDBOX: '1' }`. */
  #around(literal: Literal): Surroundings {
    const near = this.#text.text.slice(Math.max(0, literal.start - 400), literal.end + 400);
    const match = /\b(IS_SANDBOX|CLAUDE_CODE_BUBBLEWRAP)["'`]?\s*\]?\s*[:=,]\s*["'`]?(\w*)/.exec(near);
    const guard = match?.[1] ? guardOf(match[1], match[2] ?? '') : undefined;
    const index = this.#literals.indexOf(literal);
    const words = this.#literals
      .slice(Math.max(0, index - 20), index)
      .filter((other) => literal.start - other.end < 800);
    const isolation = isolationOf(words.map((word) => word.value));
    return { ...this.#surroundings, ...(guard && { guard }), ...(isolation !== 'none' && { isolation }) };
  }

  #line(literal: Literal): number {
    return this.#text.firstLine + this.#lineOf(literal.start) - 1;
  }

  #endLine(literal: Literal): number {
    return this.#text.firstLine + this.#lineOf(literal.end - 1) - 1;
  }
}

const startsProcess =
  /(?:spawn\w*|exec(?!ption)\w*|popen|subprocess\S*|check_call|check_output|os\.system|system|fork|Command|run|query)$/;
const scriptName = /script|cmd|command|shell|bash|spawn|exec|run$|launch/i;

function compares({ before, after }: LiteralPlace): boolean {
  return (
    /(?:[=!]==?|\bcase|\bin|\bwhen|=~|\bis|\bnot|-eq|-match|-contains|-like|\beq)\s*$/.test(before) ||
    /^\s*(?:[=!]==?|=>|\bin\b|\bnot in\b|-in\b)/.test(after) ||
    (/^\s*:(?!:)/.test(after) && !/\?\s*$/.test(before))
  );
}

function worthALook(value: string): boolean {
  return /permission|allowed-?tools/i.test(value);
}
