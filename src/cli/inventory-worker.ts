// Entry point of the threads that read transcripts; what they write is what the program writes.
import { serveJobs } from '../commands/inventory/worker.ts';
import { jsonLine } from '../report/json.ts';

serveJobs(jsonLine);
