import { type JobView } from '@gare/contracts/jobs';
import { type JobEntity } from './job.entity.js';

export function jobView(row: JobEntity): JobView {
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    dossierId: row.dossierId,
    subject: row.subject,
    status: row.status,
    attempts: row.attempts,
    progress: row.progress,
    step: row.step,
    reason: row.reason,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
