import { z } from 'zod';

const date = z.iso.date();

/** `templates/<folder>/manifest.json`: what a template is, when it may be used, and on what legal basis. */
export const templateManifest = z.looseObject({
  code: z.string().min(1),
  /** Dossier kind whose fields it reads. */
  kind: z.string().default('GARA'),
  title: z.string().min(1),
  version: z.union([z.string().min(1), z.number()]).transform(String),
  validFrom: date,
  validTo: date.nullable().default(null),
  fields: z.array(z.string()).optional(),
  conditions: z.array(z.unknown()).optional(),
  legalBasis: z.array(z.unknown()).optional(),
});

export type TemplateManifest = z.infer<typeof templateManifest>;
