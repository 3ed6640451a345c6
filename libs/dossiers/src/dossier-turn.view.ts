import { Injectable } from '@nestjs/common';
import { type DossierTurn } from '@gare/contracts/dossiers';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { actingOn, roleTitle, type Absence } from '@gare/domain/turn/whose-turn';
import { EnteReader } from '@gare/identity';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';
import { DossierPeopleReader } from './dossier-people.reader.js';
import { type DossierStayEntity } from './dossier-stay.entity.js';
import { DossierTurns } from './dossier-turns.js';
import { type DossierEntity } from './dossier.entity.js';
import { KindLibrary } from './kind-library.js';

/** On whom dossiers wait, as people read it: three queries, however many dossiers. */
@Injectable()
export class DossierTurnView {
  constructor(
    private readonly turns: DossierTurns,
    private readonly people: DossierPeopleReader,
    private readonly kinds: KindLibrary,
    private readonly enti: EnteReader,
    private readonly clock: Clock,
  ) {}

  async of(reader: Reader, rows: readonly DossierEntity[]): Promise<Map<string, DossierTurn>> {
    const asOf = toRomeDate(this.clock.now().toISOString());
    const stays = await this.turns.running(
      reader,
      rows.map(({ id }) => id),
    );
    const waiting = [...stays.values()];
    const absences = await this.people.away(
      reader,
      waiting.flatMap(({ waitsPersonId }) => waitsPersonId ?? []),
      asOf,
    );
    const names = await this.enti.names(reader, [...new Set(rows.flatMap(({ enteId, suaId }) => [enteId, suaId]))]);
    return new Map(
      rows.flatMap((row) => {
        const stay = stays.get(row.id);
        return stay === undefined ? [] : [[row.id, this.view(row, stay, { absences, names, asOf })] as const];
      }),
    );
  }

  private view(row: DossierEntity, stay: DossierStayEntity, known: Known): DossierTurn {
    const { waitsRole: role, waitsPersonId: personId, waitsPerson, waitsEnteId } = stay;
    const acting = actingOn({ role, personId, person: waitsPerson }, known.absences, known.asOf);
    const kind = this.kinds.require(row.kindCode, row.kindVersion);
    const label = role === null ? '' : roleTitle(kind, role);
    return {
      party: stay.waitsParty,
      label: partyLabel(stay, known.names.get(row.enteId) ?? '', label),
      since: stay.waitsSince.toISOString(),
      role: role === null ? null : { code: role, label },
      ente: waitsEnteId === null ? null : { id: waitsEnteId, denominazione: known.names.get(waitsEnteId) ?? '' },
      person: acting.personId === null ? null : { id: acting.personId, name: acting.person ?? '', insteadOf: acting.insteadOf },
      clockStopped: stay.clockStopped,
      reason: [stay.reason, acting.note].filter(Boolean).join(' '),
    };
  }
}

interface Known {
  readonly absences: readonly Absence[];
  readonly names: ReadonlyMap<string, string>;
  readonly asOf: string;
}

function partyLabel({ waitsParty }: DossierStayEntity, ente: string, role: string): string {
  switch (waitsParty) {
    case 'COMUNE':
      return ente;
    case 'SUA':
      return 'SUA';
    case 'ALTRO':
      return role === '' ? 'Altri' : role;
    case 'NESSUNO':
      return 'Nessuno: il fascicolo è concluso';
  }
}
