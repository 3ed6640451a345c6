/** Filters of the list of templates as they stand in the address. Whatever is not understood is left out. */
export interface TemplatesSearch {
  readonly testo?: string;
  readonly tipo?: string;
  readonly stato?: string;
  readonly provenienza?: string;
  /** Whose act it is: `SUA` or `COMUNE`. */
  readonly atto?: string;
  /** A code of `tipoProcedura`. */
  readonly procedura?: string;
}

const keys = ['testo', 'tipo', 'stato', 'provenienza', 'atto', 'procedura'] as const;

export function templatesSearch(raw: Record<string, unknown>): TemplatesSearch {
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = raw[key];
      return typeof value === 'string' && value.trim() !== '' ? [[key, value]] : [];
    }),
  );
}
