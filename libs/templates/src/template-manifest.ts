import { z } from 'zod';

const date = z.iso.date();

/** What every text of the release says of itself: what it is and when it may be used. */
const dated = {
  title: z.string().min(1),
  version: z.union([z.string().min(1), z.number()]).transform(String),
  validFrom: date,
  validTo: date.nullable().default(null),
  legalBasis: z.array(z.unknown()).optional(),
};

const codes = z.array(z.string()).default([]);

/** `templates/<folder>/manifest.json`: what a template is, when it may be used, and on what legal basis. */
export const templateManifest = z.looseObject({
  code: z.string().min(1),
  /** Dossier kind whose fields it reads. */
  kind: z.string().default('GARA'),
  ...dated,
  /** For which procedures and objects it was written; an empty list means all of them. */
  appliesTo: z.object({ procedures: codes, objects: codes }).default({ procedures: [], objects: [] }),
  fields: z.array(z.string()).optional(),
  conditions: z.array(z.unknown()).optional(),
});

export type TemplateManifest = z.infer<typeof templateManifest>;

/** `templates/parti/<folder>/manifest.json` and `templates/clausole/<folder>/manifest.json`. */
export const partManifest = z.looseObject({
  /** What includes call it: a name in small letters for a shared part, `CL05` for a clause. */
  code: z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/),
  /** Dossier kinds whose fields it reads: it is checked against each. */
  kinds: z.array(z.string()).min(1).default(['GARA']),
  ...dated,
  /** Condition of the tag language under which the whole part is there. */
  condition: z.string().min(1).nullable().default(null),
});

export type PartManifest = z.infer<typeof partManifest>;

/** In force on a day (`YYYY-MM-DD`), both ends included. */
export const isInForce = ({ validFrom, validTo }: { validFrom: string; validTo: string | null }, day: string): boolean =>
  validFrom <= day && (validTo === null || day <= validTo);
