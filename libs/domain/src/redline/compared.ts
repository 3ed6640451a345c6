/** What two versions of a document can be: one that was formed or uploaded, or one of its draft; null: the draft as it is now. */
export type Compared =
  { readonly kind: 'DOCUMENT'; readonly version: number } | { readonly kind: 'DRAFT'; readonly version: number | null };

/** How addresses name them: `3` a version of the document, `b2` one of its draft (bozza), `b` the draft as it is now. */
export const comparedName = /^(?:[1-9]\d{0,8}|b(?:[1-9]\d{0,8})?)$/;

/** @throws Error where it is no such name */
export function comparedOf(name: string): Compared {
  if (!comparedName.test(name)) throw new Error(`no version is called ${name}`);
  if (!name.startsWith('b')) return { kind: 'DOCUMENT', version: Number(name) };
  return { kind: 'DRAFT', version: name === 'b' ? null : Number(name.slice(1)) };
}

/** The version before, of the same kind; null where there is none, or where it goes by no number. */
export function precedingOf({ kind, version }: Compared): Compared | null {
  return version === null || version === 1 ? null : { kind, version: version - 1 };
}

export function nameOf({ kind, version }: Compared): string {
  return `${kind === 'DRAFT' ? 'b' : ''}${version ?? ''}`;
}
