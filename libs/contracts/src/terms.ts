import { z } from 'zod';
import { datedActKinds } from '@gare/domain/terms/dated-acts';
import { dossierParams } from './dossiers.js';
import { defineRoute } from './route.js';

/** Terms of dossiers, the dated acts they follow from, outages of the platform, and the calendar people subscribe to. */

const day = z.iso.date('La data si scrive AAAA-MM-GG.');
const instant = z.iso.datetime({ offset: true, error: 'L’istante si scrive con data, ora e fuso.' });

export const termClocks = ['LEGAL', 'SLA', 'PLATFORM'] as const;
const states = ['IN_CORSO', 'SOSPESO', 'RISPETTATO', 'SUPERATO'] as const;

const termDateSchema = z.object({ due: day.nullable(), dueAt: z.iso.datetime().nullable() });

export const termSchema = z
  .object({
    code: z.string(),
    title: z.string(),
    clock: z.enum(termClocks),
    /** To be done by the day, not allowed before it, or something that happens then. */
    nature: z.enum(['ENTRO', 'NON_PRIMA', 'EVENTO']),
    from: day.nullable(),
    due: day.nullable(),
    /** Where the hour counts too. */
    dueAt: z.iso.datetime().nullable(),
    state: z.enum(states),
    metOn: day.nullable(),
    cite: z.string(),
    /** How it was counted, in sentences. */
    explanation: z.string(),
    /** What happens at the end. */
    consequence: z.string(),
    /** The row of the law that was applied. */
    parameter: z
      .object({ key: z.string(), value: z.string(), unit: z.string(), cite: z.string(), from: day, confirmed: z.boolean() })
      .nullable(),
    suspensions: z.array(z.object({ from: day, to: day.nullable(), days: z.number().int() })),
    /** A new deadline to decide on. */
    proposal: z.iso.datetime().nullable(),
    /** Where it ended before it was last moved after the publication. */
    before: termDateSchema.extend({ movedAt: z.iso.datetime() }).nullable(),
  })
  .meta({ id: 'Term' });
export type TermView = z.infer<typeof termSchema>;

const termActSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(datedActKinds),
    label: z.string(),
    on: day,
    amount: z.number().int().nullable(),
    refersTo: z.uuid().nullable(),
    reference: z.string(),
    recordedBy: z.string(),
    recordedAt: z.iso.datetime(),
    /** True where a later act took it back. */
    annulled: z.boolean(),
  })
  .meta({ id: 'TermAct' });

export const dossierTermsSchema = z
  .object({
    items: z.array(termSchema),
    acts: z.array(termActSchema),
    /** Kinds of acts that people record here, with their names. */
    actKinds: z.array(z.object({ code: z.enum(datedActKinds), label: z.string() })),
    /** Why the caller may record no act; null where they may. */
    whyNotRecord: z.string().nullable(),
    /** The dates a simulation may start from, as the sheet has them. */
    dates: z.object({
      dataTrasmissioneBando: z.string().nullable(),
      dataInvioInviti: z.string().nullable(),
      scadenzaOfferte: z.string().nullable(),
    }),
  })
  .meta({ id: 'DossierTerms' });
export type DossierTermsView = z.infer<typeof dossierTermsSchema>;

export const getDossierTerms = defineRoute({
  id: 'getDossierTerms',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/terms',
  tag: 'Termini',
  summary: 'Every term of a dossier with article, count and suspensions, and the dated acts recorded for it',
  access: 'dossier.read',
  params: dossierParams,
  response: dossierTermsSchema,
});

const momentSchema = termDateSchema.extend({ state: z.enum(states) });
export const termDifferenceSchema = z
  .object({
    code: z.string(),
    title: z.string(),
    clock: z.enum(termClocks),
    cite: z.string(),
    /** Null for a term that was not there. */
    before: momentSchema.nullable(),
    /** Null for a term that would go. */
    after: momentSchema.nullable(),
  })
  .meta({ id: 'TermDifference' });

export const simulateTerms = defineRoute({
  id: 'simulateTerms',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/terms/simulation',
  tag: 'Termini',
  summary: 'What the terms would be if these dates of the sheet were others; nothing is written',
  access: 'dossier.read',
  params: dossierParams,
  query: z
    .object({ scadenzaOfferte: instant.optional(), dataTrasmissioneBando: instant.optional(), dataInvioInviti: instant.optional() })
    .refine((dates) => Object.keys(dates).length > 0, 'Indica almeno una data da provare.'),
  response: z.object({ differences: z.array(termDifferenceSchema), items: z.array(termSchema) }),
});

export const recordTermAct = defineRoute({
  id: 'recordTermAct',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/term-acts',
  tag: 'Termini',
  summary: 'Record an act with a date that starts, ends or lengthens a term; what was wrong is taken back by another act',
  access: 'dossier.move',
  status: 201,
  params: dossierParams,
  body: z.object({
    kind: z.enum(datedActKinds),
    on: day,
    amount: z.number().int().min(1).max(365).nullable().default(null),
    refersTo: z.uuid().nullable().default(null),
    reference: z.string().trim().min(3, 'Indica numero, protocollo o motivo.').max(300),
  }),
  response: dossierTermsSchema,
});

const calendarTermSchema = termSchema
  .pick({ code: true, title: true, clock: true, nature: true, due: true, dueAt: true, state: true, cite: true, consequence: true })
  .extend({
    due: day,
    dossier: z.object({ id: z.uuid(), codiceAppalto: z.string(), oggetto: z.string(), ente: z.string() }),
  })
  .meta({ id: 'CalendarTerm' });
export type CalendarTermView = z.infer<typeof calendarTermSchema>;

export const listTerms = defineRoute({
  id: 'listTerms',
  method: 'GET',
  path: '/api/terms',
  tag: 'Termini',
  summary: 'Terms of every dossier the caller may see that end from a day to a day, the earliest first',
  access: 'dossier.read',
  query: z
    .object({
      from: day,
      to: day,
      enteId: z.uuid().optional(),
      clock: z.enum(termClocks).optional(),
      /** Only those that still run or were missed. */
      open: z.literal('true').optional(),
    })
    .refine(({ from, to }) => from <= to, 'Il primo giorno viene dopo l’ultimo.')
    .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= 400 * 86_400_000, 'Il periodo può essere al massimo di 400 giorni.'),
  response: z.object({
    items: z.array(calendarTermSchema),
    /** True where there are more than an answer holds. */
    more: z.boolean(),
    holidays: z.array(z.object({ day, name: z.string() })),
  }),
});

const outageSchema = z
  .object({
    id: z.uuid(),
    platform: z.string(),
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    evidence: z.string(),
    recordedBy: z.string(),
    recordedAt: z.iso.datetime(),
    /** Why and by whom it was taken back; null while it counts. */
    reversal: z.object({ reason: z.string(), by: z.string(), at: z.iso.datetime() }).nullable(),
  })
  .meta({ id: 'PadOutage' });
const outagesSchema = z.object({ items: z.array(outageSchema), whyNotRecord: z.string().nullable() });
export type PadOutagesView = z.infer<typeof outagesSchema>;

export const listPadOutages = defineRoute({
  id: 'listPadOutages',
  method: 'GET',
  path: '/api/pad-outages',
  tag: 'Termini',
  summary: 'Outages of the platforms for offers that the Province has recorded, the latest first',
  access: 'session',
  response: outagesSchema,
});
export const recordPadOutage = defineRoute({
  id: 'recordPadOutage',
  method: 'POST',
  path: '/api/pad-outages',
  tag: 'Termini',
  summary: 'Record an outage; tenders whose time for offers it fell in get a term with the new deadline to decide on',
  access: 'outage.write',
  status: 201,
  body: z
    .object({
      platform: z.string().trim().min(2, 'Indica la piattaforma come la chiama la scheda.').max(200),
      from: instant,
      to: instant,
      evidence: z.string().trim().min(10, 'Descrivi da che cosa risulta, con almeno 10 caratteri.').max(2000),
    })
    .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ['to'], message: 'La fine deve venire dopo l’inizio.' }),
  response: outagesSchema,
});
export const reversePadOutage = defineRoute({
  id: 'reversePadOutage',
  method: 'POST',
  path: '/api/pad-outages/{outageId}/reversal',
  tag: 'Termini',
  summary: 'Take an outage back that was recorded by mistake',
  access: 'outage.write',
  params: z.object({ outageId: z.uuid() }),
  body: z.object({ reason: z.string().trim().min(10, 'Scrivi il motivo, con almeno 10 caratteri.').max(1000) }),
  response: outagesSchema,
});

const feedSchema = z.object({ active: z.boolean(), createdAt: z.iso.datetime().nullable(), lastReadAt: z.iso.datetime().nullable() });
export const getCalendarFeed = defineRoute({
  id: 'getCalendarFeed',
  method: 'GET',
  path: '/api/account/calendar-feed',
  tag: 'Termini',
  summary: 'Whether the caller has an address to subscribe to, and when it was last read',
  access: 'session',
  response: feedSchema,
});
export const renewCalendarFeed = defineRoute({
  id: 'renewCalendarFeed',
  method: 'POST',
  path: '/api/account/calendar-feed',
  tag: 'Termini',
  summary: 'A new secret address for the caller’s terms, shown this once; the one before opens nothing any more',
  access: 'session',
  status: 201,
  body: z.object({ replace: z.literal(true) }),
  response: feedSchema.extend({ url: z.string() }),
});
export const revokeCalendarFeed = defineRoute({
  id: 'revokeCalendarFeed',
  method: 'POST',
  path: '/api/account/calendar-feed/revocation',
  tag: 'Termini',
  summary: 'The address opens nothing any more',
  access: 'session',
  status: 204,
  body: z.object({ revoke: z.literal(true) }),
});
export const readCalendarFeed = defineRoute({
  id: 'readCalendarFeed',
  method: 'GET',
  path: '/api/calendar.ics',
  tag: 'Termini',
  summary: 'Terms of the dossiers that the owner of the secret address may see now (RFC 5545)',
  access: 'public',
  query: z.object({ token: z.string().max(100).default('') }),
  produces: 'text/calendar',
});
