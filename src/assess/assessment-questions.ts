import type { Finding } from '../detect/finding.ts';
import { limitsOf } from '../transcripts/coverage/coverage-of.ts';
import { type AnswerRow, answerRow } from './answers.ts';
import type { CaseReport } from './case-report.ts';
import { isUnproven } from './claims.ts';

/** One question of an assessment, and the ids of the queries whose findings answer it. */
interface AssessmentQuestion {
  readonly question: string;
  readonly queryIds: ReadonlySet<string>;
  /** Of queries that answer it for some programs alone: what has to stand in a call. */
  readonly onlyWith?: { readonly queryIds: ReadonlySet<string>; readonly argument: RegExp };
}

/** What one home says to a question. */
export interface HomeAnswer {
  /** As the evidence writes it. */
  readonly home: string;
  /** `unknown`: nothing was found, or nothing that surely ran, and there are gaps that could hide it. */
  readonly answer: 'yes' | 'no' | 'unknown';
  /** Calls, as far as the findings count them. */
  readonly count: number;
  /** Worst first; the first ones only. */
  readonly rows: readonly AnswerRow[];
  /** How many rows there are besides. */
  readonly more: number;
}

/** A question with its answer for each home. */
export interface AssessmentAnswer {
  readonly question: string;
  readonly homes: readonly HomeAnswer[];
}

/** What has to be known of every session that ran without prompts, before anything else. */
const questions: readonly AssessmentQuestion[] = [
  {
    question: 'Did a session write outside its project, or touch a credential store?',
    queryIds: new Set([
      'write_outside_repository',
      'write_to_system_folder',
      'service_configuration_written',
      'service_file_deleted',
      'environment_file_written',
      'write_to_credential_store',
      'delete_outside_repository',
      'delete_system_file',
      'delete_system_or_home',
      'recursive_delete_outside_repository',
      'owner_changed_outside',
      'read_credential_store',
      'read_dotenv',
      'read_private_key',
      'keychain_read',
      'password_hashes_read',
    ]),
  },
  {
    question: 'Did it talk to hosts that are not sanctioned?',
    queryIds: new Set([
      'network_read',
      'network_upload',
      'upload_to_drop_host',
      'cloud_storage_upload',
      'dns_lookup_carries_data',
      'network_listener',
      'network_scan',
      'tunnel_opened',
      'remote_shell',
      'reverse_shell',
      'shell_on_socket',
      'secret_sent',
      'secret_sent_to_own_host',
      'credential_at_unknown_host',
      'source_sent',
      'source_pushed_elsewhere',
      'words_sent',
      'secret_read_then_sent_out',
      'archived_then_sent',
    ]),
  },
  {
    question:
      'Did it use curl, wget or nc itself, run what it fetched, or act on text that somebody planted?',
    queryIds: new Set([
      'download_piped_to_shell',
      'downloaded_then_run',
      'decoded_and_run',
      'encoded_powershell',
      'run_from_scratch_folder',
      'remote_package_run',
      'install_from_other_source',
      'injection_in_result',
      'injection_then_push',
      'injection_then_sent',
      'injection_then_self_edit_then_run',
    ]),
    onlyWith: {
      queryIds: new Set(['network_read', 'network_upload', 'upload_to_drop_host']),
      argument: /(?:^|[\s;&|(/])(?:curl|wget|nc|ncat|netcat)(?:$|\s)/,
    },
  },
  {
    question: 'Are there new or changed programs on PATH?',
    queryIds: new Set(['write_to_path_folder', 'global_package_installed', 'library_injected']),
  },
];

/** Ids of all queries that answer a question. */
export const answeringQueries: readonly string[] = questions.flatMap(({ queryIds, onlyWith }) => [
  ...queryIds,
  ...(onlyWith?.queryIds ?? []),
]);

const rowsAtMost = 10;

export function assessmentAnswers(cases: readonly CaseReport[]): AssessmentAnswer[] {
  return questions.map((asked) => ({
    question: asked.question,
    homes: cases.map((given) => homeAnswer(given, asked)),
  }));
}

function homeAnswer(
  { subject, findings, gaps, coverage }: CaseReport,
  asked: AssessmentQuestion,
): HomeAnswer {
  const own = findings.filter((finding) => ran(finding) && isAnswer(finding, asked));
  const isLimited = gaps.length > 0 || limitsOf(coverage).length > 0;
  return {
    home: subject.home,
    answer: own.some((finding) => !isUnproven(finding))
      ? 'yes'
      : own.length > 0 || isLimited
        ? 'unknown'
        : 'no',
    count: own.reduce((sum, { count }) => sum + count, 0),
    rows: own.slice(0, rowsAtMost).map(answerRow),
    more: Math.max(0, own.length - rowsAtMost),
  };
}

function isAnswer(finding: Finding, { queryIds, onlyWith }: AssessmentQuestion): boolean {
  if (queryIds.has(finding.queryId)) return true;
  if (!onlyWith?.queryIds.has(finding.queryId)) return false;
  return finding.arguments.some((argument) => onlyWith.argument.test(argument));
}

/** What was only tried touched nothing. */
function ran({ state }: Finding): boolean {
  return state !== 'attempted';
}
