import { useQuery } from '@tanstack/react-query';
import { type Option } from '../ui/field';

interface Fields {
  readonly names: ReadonlyMap<string, string>;
  readonly options: readonly Option[];
}

const none: Fields = { names: new Map(), options: [] };

/** How a field is written where it is inserted: money and dates need a filter. */
const filters: Partial<Record<string, string>> = {
  money: 'euro',
  date: 'data',
  datetime: 'dataOra',
  percent: 'percento',
  integer: 'numero',
};

async function fields(): Promise<Fields> {
  // Some hundred kB of names: only who edits or reads clauses fetches them.
  const { fieldsOfKind } = await import('@gare/contracts/template-catalogue');
  const all = fieldsOfKind('GARA');
  const names = new Map<string, string>();
  for (const { path, label } of all) if (path.includes('[].')) names.set(path.slice(path.lastIndexOf('[].') + 3), label);
  for (const { path, label } of all) if (!path.includes('[].')) names.set(path, label);
  const options = all
    .filter(({ path, kind }) => !path.includes('[]') && kind !== 'list')
    .map(({ path, label, kind }) => {
      const filter = filters[kind];
      return { value: filter === undefined ? path : `${path} | ${filter}`, label: `${label} (${path})` };
    });
  return { names, options };
}

export function useFields(): Fields {
  return useQuery({ queryKey: ['campi-delle-clausole'], queryFn: fields, staleTime: 'static' }).data ?? none;
}

export const useFieldNames = (): ReadonlyMap<string, string> => useFields().names;
