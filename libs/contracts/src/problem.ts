import { z } from 'zod';

/** RFC 9457 problem details, with what a person needs: what happened, what to do, and the request to quote. */
export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    code: z.string(),
    detail: z.string(),
    /** What the reader can do now, one sentence. */
    remedy: z.string(),
    requestId: z.string(),
    /** Places that are wrong: a field path of the request or of the scheda, with the rule in Italian. */
    issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** Code-specific facts, e.g. the two values of a conflict or the blocks of a package. */
    details: z.unknown().optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problemSchema>;
