import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { In, IsNull } from 'typeorm';
import { stepsFrom } from '@gare/domain/kinds/engine';
import { type KindTransition, type LoadedKind } from '@gare/domain/kinds/kind';
import { whoseTurn, type Turn } from '@gare/domain/turn/whose-turn';
import { Clock } from '@gare/platform/clock';
import { type Reader, type Tx } from '@gare/platform/database';
import { DossierTurnWorkedOut } from './dossier-events.js';
import { DossierPeopleReader } from './dossier-people.reader.js';
import { DossierStayEntity } from './dossier-stay.entity.js';
import { DossierEntity } from './dossier.entity.js';
import { GateFactSources } from './gate-facts.js';
import { KindLibrary } from './kind-library.js';
import { OpenItemSources } from './open-items.js';

/** On whom dossiers wait, and have waited. */
@Injectable()
export class DossierTurns {
  constructor(
    private readonly kinds: KindLibrary,
    private readonly items: OpenItemSources,
    private readonly people: DossierPeopleReader,
    private readonly facts: GateFactSources,
    private readonly clock: Clock,
    private readonly workedOut: DossierTurnWorkedOut,
  ) {}

  /** Whose turn it is by what is written now. */
  async derive(reader: Reader, dossier: DossierEntity): Promise<Turn> {
    const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    const items = await this.items.gather(reader, dossier);
    const assignments = await this.people.assignments(reader, dossier.id);
    const { state, enteId, suaId } = dossier;
    return whoseTurn(kind, { state, steps: await this.steps(reader, dossier, kind), enteId, suaId, items, assignments });
  }

  /** In its state the dossier has other steps by what the sheet says. */
  followSheet({ kindCode, kindVersion, state }: DossierEntity): boolean {
    const { transitions } = this.kinds.require(kindCode, kindVersion).process;
    return transitions.some(({ from, when }) => when !== undefined && from.includes(state));
  }

  /** The steps this dossier has; undefined, without asking, where the state gives every dossier the same. */
  private async steps(reader: Reader, dossier: DossierEntity, kind: LoadedKind): Promise<readonly KindTransition[] | undefined> {
    return this.followSheet(dossier) ? stepsFrom(kind, dossier.state, await this.facts.gather(reader, dossier)) : undefined;
  }

  /**
   * Ends the running stay and begins another where the turn is no longer what it was; in the transaction of whatever changed it
   * (a step, an item opened or closed, an assignment). The times are those of the clock of the server. Harmless twice.
   * @param dossier as it is after the change; its `turn` follows
   */
  async refresh(tx: Tx, dossier: DossierEntity): Promise<void> {
    const turn = await this.derive(tx, dossier);
    const running = await tx.findOneBy(DossierStayEntity, { dossierId: dossier.id, toAt: IsNull() });
    const stay = this.stayOf(dossier, turn);
    if (running === null || !isSame(running, stay)) await this.begin(tx, running, { ...stay, ...(await this.named(tx, turn)) });
    if (dossier.turn !== turn.party) {
      dossier.turn = turn.party;
      await tx.update(DossierEntity, { id: dossier.id }, { turn: turn.party });
    }
    await this.workedOut.emit(tx, { dossier });
  }

  /** The stays that run now. */
  async running(reader: Reader, dossierIds: readonly string[]): Promise<Map<string, DossierStayEntity>> {
    if (dossierIds.length === 0) return new Map();
    const rows = await reader.findBy(DossierStayEntity, { dossierId: In([...dossierIds]), toAt: IsNull() });
    return new Map(rows.map((row) => [row.dossierId, row]));
  }

  /** Every stay of a dossier, the first first. */
  history(reader: Reader, dossierId: string): Promise<DossierStayEntity[]> {
    return reader.find(DossierStayEntity, { where: { dossierId }, order: { fromAt: 'ASC', toAt: { direction: 'ASC', nulls: 'LAST' } } });
  }

  private stayOf(dossier: DossierEntity, turn: Turn): NewStay {
    const { id: dossierId, suaId, enteId, kindCode, state } = dossier;
    const known = this.kinds.require(kindCode, dossier.kindVersion).process.states.find(({ code }) => code === state);
    return {
      ...{ suaId, enteId, dossierId, kindCode, state, phase: known?.phase ?? known?.label ?? state },
      ...{ waitsParty: turn.party, waitsEnteId: turn.enteId, waitsRole: turn.role, waitsPersonId: turn.personId, waitsPerson: turn.person },
      ...{ cause: turn.cause, clockStopped: turn.clockStopped, reason: turn.reason },
    };
  }

  /** The name of somebody an item names who was not assigned; null for people of another body, who are not in sight. */
  private async named(tx: Tx, { personId, person }: Turn): Promise<Pick<NewStay, 'waitsPerson'>> {
    if (personId === null || person !== null) return { waitsPerson: person };
    const [row] = await tx.query<{ name: string }[]>(`select nome || ' ' || cognome as name from people where id = $1`, [personId]);
    return { waitsPerson: row?.name ?? null };
  }

  /** The new stay begins at the very instant the old one ended, told as the database tells it: finer than the clock here. */
  private async begin(tx: Tx, running: DossierStayEntity | null, stay: NewStay): Promise<void> {
    const at = running === null ? null : await this.end(tx, running.id);
    const goesOn = running?.waitsParty === stay.waitsParty && running.state === stay.state;
    const { id, ...values } = { id: randomUUID(), ...stay };
    const names = Object.keys(values).map((name) => columns[name as keyof NewStay]);
    const places = names.map((_, index) => `$${index + 4}`);
    await tx.query(
      `insert into dossier_stays (id, from_at, waits_since, ${names.join(', ')})
       select $1, coalesce($2::timestamptz, d.created_at), coalesce($3::timestamptz, $2::timestamptz, d.created_at), ${places.join(', ')}
       from dossiers d where d.id = $${4 + names.indexOf('dossier_id')}`,
      [id, at, goesOn ? running.waitsSince : null, ...Object.values(values)],
    );
  }

  private async end(tx: Tx, stayId: string): Promise<string> {
    const [rows] = await tx.query<[{ at: string }[], number]>(
      'update dossier_stays set to_at = greatest($2, from_at) where id = $1 returning to_at::text as at',
      [stayId, this.clock.now()],
    );
    const [row] = rows;
    if (row === undefined) throw new Error(`the stay ${stayId} is not in sight`);
    return row.at;
  }
}

type NewStay = Omit<DossierStayEntity, 'id' | 'waitsSince' | 'fromAt' | 'toAt'>;

const columns: Readonly<Record<keyof NewStay, string>> = {
  ...{ suaId: 'sua_id', enteId: 'ente_id', dossierId: 'dossier_id', kindCode: 'kind_code', state: 'state', phase: 'phase' },
  ...{ waitsParty: 'waits_party', waitsEnteId: 'waits_ente_id', waitsRole: 'waits_role' },
  ...{ waitsPersonId: 'waits_person_id', waitsPerson: 'waits_person' },
  ...{ cause: 'cause', clockStopped: 'clock_stopped', reason: 'reason' },
};

const told = ['state', 'phase', 'waitsParty', 'waitsEnteId', 'waitsRole', 'waitsPersonId', 'cause', 'clockStopped', 'reason'] as const;

const isSame = (running: DossierStayEntity, stay: NewStay): boolean => told.every((name) => running[name] === stay[name]);
