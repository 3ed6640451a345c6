import { z } from 'zod';
import { actFaults } from '@gare/domain/review/review-proof';
import { opinionOutcomes, reviewOrders, reviewStates } from '@gare/domain/review/review-state';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

const person = z.object({ id: z.uuid(), name: z.string() });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const weight = z.enum(['BLOCCA', 'CONSIGLIA']);
const outcome = z.enum(opinionOutcomes);

const paragraphSchema = z
  .object({
    /** Of the words, the same in every version that holds them. */
    id: z.string(),
    hash: sha256,
    line: z.number().int(),
    text: z.string(),
    heading: z.string().nullable(),
  })
  .meta({ id: 'ReviewParagraph' });
export type ReviewParagraphView = z.infer<typeof paragraphSchema>;

const remarkSchema = z
  .object({
    id: z.uuid(),
    code: z.string(),
    version: z.number().int(),
    /** The paragraph it is about with its words as they were; null where it is about the whole document. */
    paragraph: z.object({ id: z.string(), text: z.string(), heading: z.string().nullable(), standing: z.boolean() }).nullable(),
    weight,
    text: z.string(),
    by: person,
    role: z.string(),
    at: z.iso.datetime(),
    answers: z.array(z.object({ id: z.uuid(), text: z.string(), by: z.string(), at: z.iso.datetime() })),
    resolved: z.object({ by: z.string(), at: z.iso.datetime(), text: z.string() }).nullable(),
    canResolve: z.boolean(),
    canAnswer: z.boolean(),
  })
  .meta({ id: 'ReviewRemark' });
export type ReviewRemarkView = z.infer<typeof remarkSchema>;

const approvalSchema = z
  .object({
    kind: z.enum(['LEGALE', 'TECNICA']),
    code: z.string(),
    version: z.number().int(),
    sha256,
    by: z.string(),
    role: z.string(),
    at: z.iso.datetime(),
    /** It is of the document as it stands (of the version in force, which the draft has not left behind), in a review not taken back. */
    standing: z.boolean(),
  })
  .meta({ id: 'ReviewApproval' });
export type ReviewApprovalView = z.infer<typeof approvalSchema>;

const opinionSchema = z
  .object({
    id: z.uuid(),
    outcome,
    reason: z.string(),
    text: z.string(),
    by: person,
    role: z.string(),
    at: z.iso.datetime(),
    /** Exactly what it is about. */
    documents: z.array(z.object({ code: z.string(), version: z.number().int(), sha256 })),
    /** The paragraphs it quotes, as they were; `standing` while the version in force is the very one they were taken from. */
    quotes: z.array(
      z.object({ code: z.string(), version: z.number().int(), id: z.string(), hash: sha256, text: z.string(), standing: z.boolean() }),
    ),
  })
  .meta({ id: 'ReviewOpinion' });
export type ReviewOpinionView = z.infer<typeof opinionSchema>;

const reviewDocumentSchema = z
  .object({
    code: z.string(),
    title: z.string(),
    /** In force; null while there is none. */
    version: z.number().int().nullable(),
    sha256: sha256.nullable(),
    createdAt: z.iso.datetime().nullable(),
    /** What the caller read last. */
    lastRead: z.number().int().nullable(),
    hasText: z.boolean(),
    openBlocks: z.number().int(),
    openAdvice: z.number().int(),
    approvals: z.array(approvalSchema),
    /** Why what had been approved is open again, with the paragraphs; null where it is not. */
    reopened: z.string().nullable(),
    /** What its draft says otherwise than the version in force; null where it says the same, or nobody drafts it. */
    ahead: z
      .object({
        sentence: z.string(),
        changes: z.array(z.object({ kind: z.enum(['CAMBIATO', 'AGGIUNTO', 'TOLTO']), heading: z.string().nullable(), words: z.string() })),
        /** The caller may form the new version. */
        canForm: z.boolean(),
      })
      .nullable(),
    /** Shared comments on its draft that block and are not resolved. */
    comments: z.array(
      z.object({ id: z.uuid(), quote: z.string(), text: z.string().nullable(), by: z.string(), ente: z.string(), at: z.iso.datetime() }),
    ),
    /** To be reviewed by the lawyer; part of the technical part that the comune approves. */
    legal: z.boolean(),
    technical: z.boolean(),
  })
  .meta({ id: 'ReviewDocument' });
export type ReviewDocumentView = z.infer<typeof reviewDocumentSchema>;

const reviewSchema = z
  .object({
    id: z.uuid(),
    state: z.enum(reviewStates),
    order: z.enum(reviewOrders),
    dueOn: z.iso.date(),
    note: z.string(),
    askedBy: z.string(),
    askedAt: z.iso.datetime(),
    documents: z.array(z.string()),
    reopened: z.array(z.string()),
    reviewers: z.array(
      z.object({
        ...person.shape,
        state: z.enum(['ATTENDE', 'TOCCA', 'CONTRARIO', 'APPROVATA']),
        missing: z.array(z.string()),
        /** What those who ask have to know of them: can no longer review, away, wrote in the text. For outside lawyers none. */
        notes: z.array(z.string()),
      }),
    ),
    opinions: z.array(opinionSchema),
    withdrawn: z.object({ by: z.string(), at: z.iso.datetime(), reason: z.string() }).nullable(),
    /** It is asked of the caller, and it is their turn. */
    mine: z.boolean(),
    whyNot: z.object({ withdraw: z.string().nullable(), opinion: z.string().nullable(), approve: z.string().nullable() }),
  })
  .meta({ id: 'Review' });
export type ReviewView = z.infer<typeof reviewSchema>;

export const reviewsSchema = z
  .object({
    reviews: z.array(reviewSchema),
    documents: z.array(reviewDocumentSchema),
    /** Who may be asked, and the day proposed. */
    candidates: z.array(z.object({ ...person.shape, ente: z.string() })),
    proposedDue: z.iso.date(),
    /** What the decision is taken on since the drafting was closed, and what is no longer like it. */
    frozen: z
      .object({
        at: z.iso.datetime(),
        by: z.string(),
        documents: z.array(
          z.object({
            ...{ code: z.string(), version: z.number().int(), sha256 },
            /** Nobody had approved it: the step was taken with a motivation. */
            unapproved: z.boolean(),
            /** Its draft said something else, which is not part of what was fixed. */
            draftLeft: z.boolean(),
          }),
        ),
        unlike: z.array(z.string()),
        /** Is the decision in force on exactly these? ASSENTE: there is none yet; ILLEGGIBILE: its text cannot be read. */
        decision: z.object({ state: z.enum(['ASSENTE', 'ILLEGGIBILE', 'CONFORME', 'DIVERSA']), sentence: z.string() }),
      })
      .nullable(),
    whyNot: z.object({ ask: z.string().nullable(), remark: z.string().nullable(), technical: z.string().nullable() }),
  })
  .meta({ id: 'Reviews' });
export type ReviewsView = z.infer<typeof reviewsSchema>;

export const reviewProofSchema = z
  .object({
    /** Entries of the register of the dossier; the number of the first that does not follow from the one before, null where all do. */
    chain: z.object({ entries: z.number().int(), fault: z.number().int().nullable() }),
    /** The last entry that a seal of the day covers; null before the first. */
    sealed: z.object({ day: z.iso.date(), sequence: z.number().int() }).nullable(),
    /** Opinions and approvals of the review, the first first. */
    acts: z.array(
      z.object({
        ids: z.array(z.uuid()),
        what: z.enum(['PARERE', 'APPROVAZIONE']),
        by: z.string(),
        role: z.string(),
        at: z.iso.datetime(),
        versions: z.array(z.object({ code: z.string(), version: z.number().int(), sha256 })),
        /** Its entry in the register; null where there is none. */
        entry: z.object({ sequence: z.number().int(), hash: sha256 }).nullable(),
        faults: z.array(z.enum(actFaults)),
      }),
    ),
  })
  .meta({ id: 'ReviewProof' });
export type ReviewProofView = z.infer<typeof reviewProofSchema>;

const piece = z.object({ kind: z.enum(['equal', 'inserted', 'deleted']), text: z.string() });
const block = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('equal'), before: z.number().int(), after: z.number().int(), text: z.string() }),
  z.object({ kind: z.literal('inserted'), after: z.number().int(), text: z.string() }),
  z.object({ kind: z.literal('deleted'), before: z.number().int(), text: z.string() }),
  z.object({ kind: z.literal('changed'), before: z.number().int(), after: z.number().int(), pieces: z.array(piece) }),
]);

const reviewedTextSchema = z
  .object({
    code: z.string(),
    title: z.string(),
    version: z.number().int(),
    sha256,
    /**
     * LETTURA: what changed since the caller read it last. MODELLO: first reading, what differs from the standard. INTERO: first reading of
     * a file with no model behind it, read whole. NESSUNA: no text can be compared.
     */
    against: z.enum(['LETTURA', 'MODELLO', 'INTERO', 'NESSUNA']),
    baseVersion: z.number().int().nullable(),
    blocks: z.array(block),
    /** Changes that depart from a clause, by the lines of their block; `registered` where the register of deviations says why. */
    clauseChanges: z.array(
      z.object({ clause: z.string(), registered: z.boolean(), before: z.number().int().nullable(), after: z.number().int().nullable() }),
    ),
    paragraphs: z.array(paragraphSchema),
    /** Clauses this dossier has otherwise than the library. */
    deviations: z.array(
      z.object({
        clause: z.string(),
        title: z.string(),
        protected: z.boolean(),
        reason: z.string(),
        by: z.string(),
        at: z.iso.datetime(),
        blocks: z.array(block),
      }),
    ),
    remarks: z.array(remarkSchema),
    whyNot: z.object({ remark: z.string().nullable() }),
  })
  .meta({ id: 'ReviewedText' });
export type ReviewedTextView = z.infer<typeof reviewedTextSchema>;

const reviewParams = dossierParams.extend({ reviewId: z.uuid() });
const documentParams = dossierParams.extend({ code: z.string().max(40) });
const remarkParams = dossierParams.extend({ remarkId: z.uuid() });
const versions = z
  .array(z.object({ code: z.string().max(40), sha256 }))
  .min(1, 'Scegli almeno un documento.')
  .max(60);
const words = (least: number, message: string): z.ZodString => z.string().trim().min(least, message).max(8000);

export const getReviews = defineRoute({
  id: 'getReviews',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/reviews',
  tag: 'Revisione legale',
  summary: 'Reviews asked for on the dossier, its documents with what was approved and what is open again',
  access: 'dossier.read',
  params: dossierParams,
  response: reviewsSchema,
});
export const askReview = defineRoute({
  id: 'askReview',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/reviews',
  tag: 'Revisione legale',
  summary: 'Ask one or several people to review documents, all at once or in order, until a day',
  access: 'request.open',
  status: 201,
  params: dossierParams,
  body: z.object({
    documents: z.array(z.string().max(40)).min(1, 'Scegli almeno un documento da rivedere.').max(60),
    /** In the order in which they are asked. */
    reviewers: z.array(z.uuid()).min(1, 'Scegli almeno un revisore.').max(10),
    order: z.enum(reviewOrders),
    dueOn: z.iso.date(),
    note: z.string().trim().max(2000).default(''),
  }),
  response: reviewsSchema,
});
export const withdrawReview = defineRoute({
  id: 'withdrawReview',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/reviews/{reviewId}/withdrawal',
  tag: 'Revisione legale',
  summary: 'Take a review back: it is asked of nobody any more, what was said stays',
  access: 'request.open',
  params: reviewParams,
  body: z.object({ reason: words(10, 'Scrivi perché la ritiri, con almeno 10 caratteri.') }),
  response: reviewsSchema,
});
export const getReviewedText = defineRoute({
  id: 'getReviewedText',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/reviews/documents/{code}',
  tag: 'Revisione legale',
  summary: 'Only what changed in a document since the caller read it last; the first time, what differs from the standard',
  access: 'dossier.read',
  params: documentParams,
  response: reviewedTextSchema,
});
export const markReviewRead = defineRoute({
  id: 'markReviewRead',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/reviews/documents/{code}/reads',
  tag: 'Revisione legale',
  summary: 'The caller has read this version: from now on they are shown what changes after it',
  access: 'document.comment',
  params: documentParams,
  body: z.object({ version: z.int().positive() }),
  response: reviewsSchema,
});
export const addReviewRemark = defineRoute({
  id: 'addReviewRemark',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/reviews/documents/{code}/remarks',
  tag: 'Revisione legale',
  summary: 'A remark on a paragraph or on the whole document: one that blocks stands before the approval until it is resolved',
  access: 'document.comment',
  status: 201,
  params: documentParams,
  body: z.object({
    version: z.int().positive(),
    paragraphId: z.string().max(80).nullable().default(null),
    weight,
    text: words(3, 'Scrivi il rilievo.'),
  }),
  response: reviewedTextSchema,
});
export const answerReviewRemark = defineRoute({
  id: 'answerReviewRemark',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/reviews/remarks/{remarkId}/answers',
  tag: 'Revisione legale',
  summary: 'Answer a remark',
  access: 'document.comment',
  params: remarkParams,
  body: z.object({ text: words(1, 'Scrivi la risposta.') }),
  response: reviewedTextSchema,
});
export const resolveReviewRemark = defineRoute({
  id: 'resolveReviewRemark',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/reviews/remarks/{remarkId}/resolution',
  tag: 'Revisione legale',
  summary: 'Resolve a remark: its author, or whoever is asked to review',
  access: 'document.comment',
  params: remarkParams,
  body: z.object({ text: z.string().trim().max(2000).default('') }),
  response: reviewedTextSchema,
});
export const giveOpinion = defineRoute({
  id: 'giveOpinion',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/reviews/{reviewId}/opinions',
  tag: 'Revisione legale',
  summary: 'Give a written opinion on exactly these versions, quoting paragraphs of them',
  access: 'document.comment',
  status: 201,
  params: reviewParams,
  body: z.object({
    outcome,
    reason: z.string().trim().max(4000).default(''),
    text: z.string().trim().max(20_000),
    documents: versions,
    quotes: z
      .array(z.object({ code: z.string().max(40), paragraphId: z.string().max(80) }))
      .max(100)
      .default([]),
  }),
  response: reviewsSchema,
});
export const getReviewProof = defineRoute({
  id: 'getReviewProof',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/reviews/{reviewId}/proof',
  tag: 'Revisione legale',
  summary: 'Hold opinions and approvals against the register of the dossier and against the files as they are kept now',
  access: 'dossier.read',
  params: reviewParams,
  response: reviewProofSchema,
});
export const approveReview = defineRoute({
  id: 'approveReview',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/reviews/{reviewId}/approvals',
  tag: 'Revisione legale',
  summary: 'Approve exactly the versions with these hashes: an act in the sealed register of the dossier',
  access: 'document.comment',
  status: 201,
  params: reviewParams,
  body: z.object({ documents: versions }),
  response: reviewsSchema,
});
export const approveTechnicalPart = defineRoute({
  id: 'approveTechnicalPart',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/reviews/technical-approvals',
  tag: 'Revisione legale',
  summary: 'The comune approves the technical part, exactly the versions with these hashes',
  access: 'document.comment',
  status: 201,
  params: dossierParams,
  body: z.object({ documents: versions }),
  response: reviewsSchema,
});
