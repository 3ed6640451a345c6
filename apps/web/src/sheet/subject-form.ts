import { type SubjectSchema } from '@gare/domain/kinds/kind-schema';
import { subjectFields, subjectSchemaAt, subjectSections, subjectTrail } from '@gare/domain/kinds/subject-form';
import { validateSubject } from '@gare/domain/kinds/subject-rules';
import { fieldTree, type FormField, type SheetForm } from './form-field';

/** The form of a kind whose sheet is a schema: nothing of it is written in the page. `toComplete` is what an obligatory field is needed for. */
export function subjectForm(schema: SubjectSchema, toComplete: string): SheetForm {
  const fields: readonly FormField[] = subjectFields(schema).map(({ required, ...field }) => ({
    ...field,
    ...(required ? { requiredFor: toComplete } : {}),
  }));
  const tree = fieldTree(fields);
  const byPattern = new Map(fields.map((field) => [field.path, field]));
  const fieldAt = (path: string): FormField | null => byPattern.get(path) ?? byPattern.get(patternIn(byPattern, path)) ?? null;
  const sections = subjectSections(schema).map(({ id, label }) => ({
    ...{ id, label, ofEachLot: [], holdsLots: false },
    ofProcedure: tree.filter((node) => node.field.section === id),
  }));
  return {
    sections,
    fieldAt,
    sectionOf: (path) => fieldAt(path.split('/')[0] ?? '')?.section ?? sections[0]?.id ?? '',
    trail: (path) => subjectTrail(schema, path) ?? path,
    problem: (path, value) => {
      const node = subjectSchemaAt(schema, path);
      return node === null || value === null ? null : (validateSubject(node, value).find(({ missing }) => !missing)?.message ?? null);
    },
    after: 'documenti',
  };
}

/** `righe/r1/avviate` → the pattern with a star in place of the ids of lists. */
function patternIn(fields: ReadonlyMap<string, FormField>, path: string): string {
  return path.split('/').reduce((pattern, segment) => {
    const isItem = fields.get(pattern)?.kind === 'list';
    return pattern === '' ? segment : `${pattern}/${isItem ? '*' : segment}`;
  }, '');
}
