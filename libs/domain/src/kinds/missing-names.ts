import type { SubjectSchema } from './kind-schema.js';
import type { DossierKind } from './kind-schema.js';
import { isMissingFigure } from './missing-figure.js';

/** What people call a field: its path is a pattern, with `*` for the items of lists. Null where nobody has named it. */
export type FieldLabel = (pattern: string) => string | null;

/** Names of what is not a field of the sheet. */
const otherNames: Readonly<Record<string, string>> = {
  checks: 'le verifiche',
  ledger: 'le giornate degli esperti',
  now: 'che ora è',
  state: 'lo stato del fascicolo',
};

const fieldNames = /\bsubject(?:\.[A-Za-z_]\w*)+/gu;

/**
 * What is not known yet, as people call it: fields of the sheet by their label, figures of the law and parts of the kind by
 * their name. The one place where paths become words.
 * @param missing names as expressions give them: `subject.lotti.cig`, `package.sealed`
 * @param label names of fields, where they are not those of the schema of the kind
 */
export function missingNames(
  kind: Pick<DossierKind, 'subject' | 'facts'>,
  missing: readonly string[],
  label?: FieldLabel,
): readonly string[] {
  return [
    ...new Set(
      missing.flatMap((name) => {
        if (isMissingFigure(name)) return [name];
        const fields = name.match(fieldNames);
        if (fields !== null) return fields.map((field) => `«${fieldName(kind.subject, field, label)}»`);
        const [first = ''] = name.split('.');
        return [kind.facts[first]?.title ?? otherNames[first] ?? name];
      }),
    ),
  ];
}

function fieldName(subject: SubjectSchema, name: string, label: FieldLabel | undefined): string {
  const names = name.split('.').slice(1);
  let place: SubjectSchema = subject;
  const segments: string[] = [];
  const titles: string[] = [];
  for (const segment of names) {
    if (place.items !== undefined) {
      segments.push('*');
      place = place.items;
    }
    segments.push(segment);
    place = place.properties?.[segment] ?? {};
    if (place.title !== undefined) titles.push(place.title);
  }
  return label?.(segments.join('/')) ?? (titles.length > 0 ? titles.join(' › ') : names.join('.'));
}

/** Why it cannot be told yet whether something is asked, and what to do. */
export function whyUnknown(kind: Pick<DossierKind, 'subject' | 'facts'>, missing: readonly string[], label?: FieldLabel): string {
  const figures = missing.filter(isMissingFigure);
  if (figures.length > 0)
    return `Non si può ancora dire se serve: manca ${missingNames(kind, figures).join(', ')}. Lo aggiunge l’amministratore della SUA.`;
  return `Non si può ancora dire se serve: compila ${missingNames(kind, missing, label).join(', ')} nella scheda.`;
}
