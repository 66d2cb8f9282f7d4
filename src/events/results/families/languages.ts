import type { ResultForm } from '../result-form.ts';

/** Interpreters and runners: an error before the first statement, or one of the network, which sent nothing. */
export const languages: readonly ResultForm[] = [
  // https://docs.python.org/3/library/exceptions.html
  {
    programs: ['python', 'python3', 'python2', 'uv', 'ipython'],
    line: /^(?:\S{0,200}python\S{0,20}: (?:can't open file|No module named)|SyntaxError: |IndentationError: |TabError: |ModuleNotFoundError: |ImportError: )/,
    shows: 'never-started',
  },
  {
    programs: ['python', 'python3', 'python2'],
    line: /^(?:[\w.]{0,80}\.)?(?:ConnectionError|ConnectionRefusedError|NewConnectionError|MaxRetryError|gaierror|ConnectTimeout|ConnectError|PermissionError|FileNotFoundError|NoCredentialsError)\b/,
    shows: 'refused',
  },
  // https://nodejs.org/api/errors.html
  {
    programs: ['node', 'nodejs', 'tsx', 'ts-node', 'bun', 'deno'],
    line: /^(?:SyntaxError: |Error: Cannot find module |Error \[ERR_MODULE_NOT_FOUND\]|error: (?:Module not found|Cannot find)|TypeError \[ERR_UNKNOWN_FILE_EXTENSION\])/,
    shows: 'never-started',
  },
  {
    programs: ['node', 'nodejs', 'tsx', 'ts-node', 'bun', 'deno'],
    line: /^(?:\[?(?:Error|TypeError|AggregateError|AxiosError)[^:]{0,40}: )?(?:connect ECONNREFUSED|getaddrinfo (?:ENOTFOUND|EAI_AGAIN)|fetch failed|EACCES: permission denied|ENOENT: no such file)/,
    shows: 'refused',
  },
  {
    programs: ['deno'],
    line: /^(?:error: (?:Uncaught .{0,40})?(?:PermissionDenied|NotCapable)|✅|❌ Denied)/,
    shows: 'refused',
  },
  // https://docs.ruby-lang.org, https://perldoc.perl.org/perldiag, https://www.php.net/manual/errorfunc.constants.php
  {
    programs: ['ruby'],
    line: /^(?:ruby: No such file|.{1,300}: (?:syntax error|cannot load such file))/,
    shows: 'never-started',
  },
  {
    programs: ['perl'],
    line: /^(?:Can't open perl script|Can't locate \S{1,200} in @INC|syntax error at )/,
    shows: 'never-started',
  },
  {
    programs: ['php'],
    line: /^(?:Could not open input file|(?:PHP )?Parse error: )/,
    shows: 'never-started',
  },
  { programs: ['php'], line: /^(?:(?:PHP )?Fatal error: {1,2}Uncaught PDOException)/, shows: 'refused' },
  // https://pubs.opengroup.org/onlinepubs/9799919799/utilities/make.html
  {
    programs: ['make', 'gmake', 'just', 'task'],
    line: /^(?:make: \*\*\* No (?:rule to make target|targets)|error: (?:Justfile does not contain|No justfile)|task: (?:Task ".{1,200}" does not exist|No Taskfile))/,
    shows: 'never-started',
  },
  {
    programs: ['go'],
    line: /^(?:go: (?:cannot find|go\.mod file not found)|no required module provides|# command-line-arguments|\S{1,300}\.go:\d+:\d+: )/,
    shows: 'never-started',
  },
  {
    programs: ['java', 'mvn', 'gradle', 'gradlew'],
    line: /^(?:Error: (?:Could not find or load main class|Unable to access jarfile)|\[ERROR\] (?:No goals|The goal you specified requires a project)|FAILURE: Build failed)/,
    shows: 'never-started',
  },
  {
    programs: ['npx', 'bunx', 'pnpx', 'uvx'],
    line: /^(?:npm (?:ERR!|error) (?:could not determine executable|code E404|404 )|error: could not determine executable|sh: (?:1: )?\S{1,200}: not found)/,
    shows: 'never-started',
  },
  // https://code.claude.com/docs/en/cli-reference
  {
    programs: ['claude', 'codex', 'gemini', 'opencode'],
    line: /^(?:Invalid API key|error: unknown option|Error: Input must be provided|Claude Code cannot be launched inside another|--dangerously-skip-permissions cannot be used with root|API Error: 401)/,
    shows: 'never-started',
  },
  // https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_commonparameters
  {
    programs: [
      'remove-item',
      'ri',
      'move-item',
      'copy-item',
      'set-content',
      'invoke-webrequest',
      'invoke-restmethod',
      'get-content',
      'stop-process',
      'clear-eventlog',
    ],
    line: /^(?:(?:Remove-Item|Move-Item|Copy-Item|Set-Content|Invoke-WebRequest|Invoke-RestMethod|Get-Content|Stop-Process|Clear-EventLog) ?: |What if: Performing the operation)/i,
    shows: 'refused',
  },
];
