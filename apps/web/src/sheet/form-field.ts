import { type FieldMeta } from '@gare/contracts/scheda/field';
import { createContext, useContext } from 'react';
import { type JsonValue } from '@gare/domain/scheda/path';

/** A field as the form draws it, whichever sheet it is of. `path` is a pattern: `*` stands for the id of a list item. */
export type FormField = FieldMeta & { readonly path: string; readonly section: string; readonly readOnly?: boolean };

export interface FieldNode {
  readonly field: FormField;
  /** Name inside the group or item: the last segment of the path. */
  readonly name: string;
  readonly children: readonly FieldNode[];
}

/** What one page of the form holds: fields of the whole, and fields that each lot of a tender has for itself. */
export interface SectionContent {
  readonly id: string;
  readonly label: string;
  readonly ofProcedure: readonly FieldNode[];
  readonly ofEachLot: readonly FieldNode[];
  /** True for the section in which lots are added and removed. */
  readonly holdsLots: boolean;
}

/** The form of a sheet: that of a tender is known to the page, that of other kinds comes with their schema. */
export interface SheetForm {
  readonly sections: readonly SectionContent[];
  /** The field at a path that may come from an address or a message; null for whatever is no path of the sheet. */
  readonly fieldAt: (path: string) => FormField | null;
  /** The section where a concrete path is edited. */
  readonly sectionOf: (path: string) => string;
  /** "Lotti › CIG" of a concrete path, for messages away from the field. */
  readonly trail: (path: string) => string;
  /** What is wrong with a value before the server is asked. */
  readonly problem: (path: string, value: JsonValue) => string | null;
  /** Where people go on from the last section. */
  readonly after: 'verifiche' | 'documenti';
}

function parentOf(pattern: string): string {
  const segments = pattern.split('/');
  segments.pop();
  if (segments.at(-1) === '*') segments.pop();
  return segments.join('/');
}

/** Fields as the tree they are drawn as, in the order they have. */
export function fieldTree(fields: readonly FormField[]): readonly FieldNode[] {
  const childrenOf = new Map<string, FormField[]>();
  for (const field of fields) {
    const parent = parentOf(field.path);
    childrenOf.set(parent, [...(childrenOf.get(parent) ?? []), field]);
  }
  const build = (parent: string): readonly FieldNode[] =>
    (childrenOf.get(parent) ?? []).map((field) => ({ field, name: field.path.split('/').at(-1) ?? '', children: build(field.path) }));
  return build('');
}

const FormContext = createContext<SheetForm | null>(null);
export const FormProvider = FormContext.Provider;

/** The form of the sheet that a page away from it speaks of; null where it is not known. */
export const useFormIfAny = (): SheetForm | null => useContext(FormContext);

export function useForm(): SheetForm {
  const form = useContext(FormContext);
  if (form === null) throw new Error('a sheet field stands outside of FormProvider');
  return form;
}
