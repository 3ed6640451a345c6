import { type DeskSearch } from '../search-params';
import { type BoardFilters } from './queries';

/** The question to the server behind an address of the board. */
export function boardFilters({ vista, ente, tipo, schede }: DeskSearch): BoardFilters {
  return {
    ...(vista === 'a-me' ? { onMe: 'true' as const } : {}),
    ...(vista === 'affidati' ? { mine: 'true' as const } : {}),
    ...(vista === 'al-comune' ? { party: 'COMUNE' as const } : {}),
    ...(vista === 'alla-sua' ? { party: 'SUA' as const } : {}),
    ...(ente === undefined ? {} : { enteId: ente }),
    ...(tipo === undefined ? {} : { kind: tipo }),
    ...(schede === undefined ? {} : { cards: schede }),
  };
}
