import { type z } from 'zod';

export const queueNames = ['documents', 'checks', 'packages', 'mail', 'maintenance'] as const;
export type QueueName = (typeof queueNames)[number];

/** A job is a contract before it is code: producers import only this. */
export interface JobDefinition<Payload extends z.ZodType = z.ZodType> {
  /** Wire name, `feature.verb`. */
  readonly name: string;
  readonly queue: QueueName;
  /** Ids and scalars only: a handler reads the rows again. */
  readonly payload: Payload;
  /** What the user reads while it runs, in Italian. */
  readonly title: string;
  /** Runs before the job is given up; a run lost to an outage of Postgres, Redis or storage does not count. */
  readonly attempts: number;
  /** Wait before the second run; doubles at each run. */
  readonly backoffMs: number;
  readonly timeoutMs: number;
}

const definitions = new Map<string, JobDefinition>();

/** @throws Error when two jobs share a name: the worker must refuse to boot. */
export function defineJob<Payload extends z.ZodType>(definition: JobDefinition<Payload>): JobDefinition<Payload> {
  if (definitions.has(definition.name)) throw new Error(`job ${definition.name} is defined twice`);
  definitions.set(definition.name, definition);
  return definition;
}

export function definedJobs(): readonly JobDefinition[] {
  return [...definitions.values()];
}
