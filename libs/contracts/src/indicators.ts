import { z } from 'zod';
import { isDate } from '@gare/domain/calendar/rome-time';
import { waitingParties } from '@gare/domain/indicators/stay';
import { defineRoute } from './route.js';

const dateSchema = z.string().refine(isDate, 'La data si scrive aaaa-mm-gg.');

const spreadSchema = z
  .object({ n: z.number().int(), p50: z.number().nullable(), p90: z.number().nullable() })
  .meta({ id: 'IndicatorSpread', description: 'Cases, and the days that half and nine in ten of them did not pass' });

const enteSchema = z.object({ id: z.uuid(), denominazione: z.string() });

const loadSchema = z.object({ open: z.number().int(), oldest: z.number(), median: z.number() });

export const indicatorsSchema = z
  .object({
    kind: z.object({ code: z.string(), title: z.string() }),
    /** Kinds the caller has dossiers of. */
    kinds: z.array(z.object({ code: z.string(), title: z.string() })),
    period: z.object({ from: dateSchema, to: dateSchema }),
    /** The first six months of use, which later figures are held against; null before the first dossier. */
    baseline: z.object({ from: dateSchema, to: dateSchema, complete: z.boolean() }).nullable(),
    /** Indicators the kind declares, with their target. */
    kpis: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        unit: z.string(),
        target: z.number().nullable(),
        now: spreadSchema,
        baseline: spreadSchema.nullable(),
        byEnte: z.array(z.object({ ente: enteSchema, now: spreadSchema, baseline: spreadSchema.nullable() })),
      }),
    ),
    phases: z.array(
      z.object({
        phase: z.string(),
        gross: spreadSchema,
        /** Without the days in which the clock was stopped. */
        net: spreadSchema,
        baseline: spreadSchema.nullable(),
        waiting: z.array(z.object({ party: z.enum(waitingParties), days: z.number(), share: z.number() })),
      }),
    ),
    /** Where the working days of the period went; the shares sum to 1. */
    waiting: z.array(z.object({ party: z.enum(waitingParties), days: z.number(), share: z.number() })),
    workload: z.object({
      byRole: z.array(loadSchema.extend({ role: z.string(), title: z.string() })),
      byEnte: z.array(loadSchema.extend({ ente: enteSchema })),
    }),
    backlog: z.array(
      z.object({ state: z.string(), label: z.string(), open: z.number().int(), late: z.number().int().nullable(), oldest: z.number() }),
    ),
    months: z.array(z.object({ month: z.string(), opened: z.number().int(), concluded: z.number().int(), open: z.number().int() })),
  })
  .meta({ id: 'Indicators' });
export type IndicatorsView = z.infer<typeof indicatorsSchema>;

const querySchema = z
  .object({
    kind: z.string().max(60).default('GARA'),
    /** Default: the twelve months up to today. */
    from: dateSchema.optional(),
    to: dateSchema.optional(),
    enteId: z.uuid().optional(),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    message: 'Il periodo finisce prima di cominciare.',
  });

export const getIndicators = defineRoute({
  id: 'getIndicators',
  method: 'GET',
  path: '/api/indicators',
  tag: 'Cruscotto',
  summary: 'Lead times, workload and backlog of the dossiers the caller may see, of one kind in a period',
  access: 'indicators.read',
  query: querySchema,
  response: indicatorsSchema,
});

export const downloadIndicatorsCsv = defineRoute({
  id: 'downloadIndicatorsCsv',
  method: 'GET',
  path: '/api/indicators/csv',
  tag: 'Cruscotto',
  summary: 'The same figures, one a line, as CSV for a spreadsheet in Italian or for a machine (RFC 4180)',
  access: 'indicators.read',
  query: querySchema.safeExtend({ formato: z.enum(['italiano', 'macchina']).default('italiano') }),
  produces: 'text/csv',
});
