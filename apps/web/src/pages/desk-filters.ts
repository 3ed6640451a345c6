import { type Session } from '../api/client';
import { type DossierListFilters } from '../api/queries';
import { type DeskSearch } from '../search-params';

const pageSize = 25;

/** The side of the table the person sits on: what waits for "you" waits for this party. */
export function ownParty(session: Session): 'COMUNE' | 'SUA' {
  return session.ente.id === session.sua.id ? 'SUA' : 'COMUNE';
}

/** The question to the server behind an address of the Scrivania. */
export function deskFilters(search: DeskSearch, session: Session): DossierListFilters {
  return {
    text: search.testo,
    state: search.stato,
    enteId: search.ente,
    blocked: search.vista === 'bloccati' ? 'true' : undefined,
    turn: search.vista === 'tocca-a-te' ? ownParty(session) : undefined,
    sort: search.ordina ?? (search.vista === 'in-scadenza' ? 'scadenzaOfferte' : '-updatedAt'),
    page: search.pagina ?? 1,
    dueSoon: search.vista === 'in-scadenza' ? 'true' : undefined,
    pageSize,
  };
}
