/** The versions to compare, the later one first, and whether they stand side by side. */
export interface ComparisonSearch {
  readonly versione?: number;
  readonly con?: number;
  readonly aspetto?: 'affiancato';
}

export function comparisonSearch(raw: Record<string, unknown>): ComparisonSearch {
  const number = (key: string): number | undefined => {
    const value = Number(raw[key]);
    return Number.isInteger(value) && value > 0 ? value : undefined;
  };
  const [versione, con] = [number('versione'), number('con')];
  return {
    ...(versione === undefined ? {} : { versione }),
    ...(con === undefined ? {} : { con }),
    ...(raw['aspetto'] === 'affiancato' ? { aspetto: 'affiancato' as const } : {}),
  };
}
