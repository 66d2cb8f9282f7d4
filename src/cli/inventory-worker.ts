// Entry point of the threads that read transcripts; what they write is what the program writes.

import { jsonLine } from '../report/json.ts';
import { serveJobs } from '../transcripts/threads/worker.ts';

serveJobs(jsonLine);
