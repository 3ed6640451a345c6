import { z } from 'zod';

const procedures = ['open', 'restricted', 'neg-w-call', 'neg-wo-call', 'comp-dial', 'innovation', 'oth-single', 'oth-mult'] as const;
const lineWidth = 140;
const objects = ['works', 'services', 'supplies'] as const;

/** What a person writes of a manifest: what the template is, where it applies, and the law it rests on. */
const authored = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9_]{1,59}$/, 'il codice è in maiuscolo, come nel tipo di fascicolo'),
  /** Dossier kind whose fields it reads; a tender where absent. */
  kind: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]{1,59}$/)
    .optional(),
  title: z.string().min(1),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'la versione è del tipo 1.0.0'),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  owner: z.enum(['SUA', 'COMUNE']),
  /** Tenders only. */
  appliesTo: z.strictObject({ procedures: z.array(z.enum(procedures)).min(1), objects: z.array(z.enum(objects)).min(1) }).optional(),
  legalBasis: z.array(z.strictObject({ act: z.string().min(1), articles: z.array(z.string().min(1)).min(1) })).min(1),
});

/** What the builder writes from the tags of the template. */
const generated = z.strictObject({
  fields: z.array(z.string()),
  conditions: z.array(z.string()),
  parameters: z.array(z.string()),
});

const partAuthored = z.strictObject({
  code: z.string().regex(/^(?:CL\d{2}|[a-z][a-z0-9-]*)$/, 'il codice è CL05 per una clausola, in minuscolo con trattini per una parte'),
  /** Dossier kinds whose fields it reads; a tender where absent. */
  kinds: z
    .array(z.string().regex(/^[A-Z][A-Z0-9_]{1,59}$/))
    .min(1)
    .optional(),
  title: authored.shape.title,
  version: authored.shape.version,
  validFrom: authored.shape.validFrom,
  validTo: authored.shape.validTo,
  owner: authored.shape.owner,
  /** Under which the whole part is there. */
  condition: z.string().min(1).nullable().optional(),
  legalBasis: authored.shape.legalBasis.optional(),
});

/** `templates/parti/<folder>/manifest.json`: nothing of it is generated. */
export const partAuthoringManifest = partAuthored;

/** `templates/clausole/<folder>/manifest.json`: what the library of clauses says of it more is its own. */
export const clauseAuthoringManifest = z.looseObject(partAuthored.shape);

/** `templates/<folder>/manifest.json`. */
export const authoringManifest = authored.extend(generated.partial().shape);

export type AuthoringManifest = z.infer<typeof authoringManifest>;

/** The manifest with the generated lists brought up to date; legal parameters are the fields under `parametri`. */
export function completedManifest(
  manifest: AuthoringManifest,
  used: { fields: readonly string[]; conditions: readonly string[] },
): AuthoringManifest {
  const parameters = used.fields.filter((field) => field.startsWith('parametri.')).map((field) => field.slice('parametri.'.length));
  return { ...manifest, fields: [...used.fields], conditions: [...used.conditions], parameters };
}

/** The text of a manifest file, laid out as the formatter of the project does: short lists stay on one line. */
export function manifestText(manifest: AuthoringManifest): string {
  const text = JSON.stringify(manifest, null, 2).replace(
    /^( *)("[^"]+": )\[\n([^[\]{}]*)\n *\]/gm,
    (whole, indent: string, key: string, items: string) => {
      const line = `${indent}${key}[${items
        .split('\n')
        .map((item) => item.trim())
        .join(' ')}]`;
      return line.length < lineWidth ? line : whole;
    },
  );
  return `${text}\n`;
}
