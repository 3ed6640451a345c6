import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { type IntegrationRequestsView, type IntegrationRequestView, type PointView } from '@gare/contracts/integration-requests';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { askingEvent, daysStopped, requestDocument } from '@gare/domain/requests/round';
import { type ActorOnDossier } from '@gare/dossiers';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';
import { titleOf } from './dossier-now.js';
import { IntegrationPointEntity } from './integration-point.entity.js';
import { type IntegrationRequestEntity } from './integration-request.entity.js';
import { PendingRequests } from './pending-request.js';
import { RequestRules } from './request-rules.js';

/** The requests of a dossier as people see them. */
@Injectable()
export class IntegrationViews {
  constructor(
    private readonly pending: PendingRequests,
    private readonly rules: RequestRules,
    private readonly clock: Clock,
  ) {}

  async of(reader: Reader, one: ActorOnDossier): Promise<IntegrationRequestsView> {
    const { dossier, kind } = one;
    const made = await this.pending.all(reader, dossier.id);
    const ids = made.map(({ id }) => id);
    const points =
      ids.length === 0 ? [] : await reader.find(IntegrationPointEntity, { where: { requestId: In(ids) }, order: { numero: 'ASC' } });
    const now = this.clock.now().toISOString();
    const stops = made.flatMap(({ fermi }) => fermi);
    const running = stops.find(({ to }) => to === null);
    return {
      richieste: made
        .toReversed()
        .map((request) => requestView(request, { kind, now, points: points.filter(({ requestId }) => requestId === request.id) })),
      orologio: { fermo: running !== undefined, da: running?.from ?? null, giorni: daysStopped(stops, now) },
      giri: { fatti: made.length, massimo: await this.rules.mostRounds(reader, dossier), fonte: 'parametro «integrazioni.giri.max»' },
      percheNo: {
        chiedere: (await this.whyNotAsk(reader, one, made)) ?? null,
        rispondere: one.whyNot('request.answer'),
        gestire: one.whyNot('request.open', requestDocument),
      },
    };
  }

  /** Why the actor may not ask now; undefined where they may. */
  async whyNotAsk(reader: Reader, one: ActorOnDossier, made: readonly IntegrationRequestEntity[]): Promise<string | undefined> {
    const { dossier, kind } = one;
    const refused = one.whyNot('request.open', requestDocument);
    if (refused !== null) return refused;
    if (dossier.enteId === dossier.suaId) return 'La gara è della SUA stessa: non c’è un altro ente a cui chiedere integrazioni.';
    const more = await this.rules.whyNoMore(reader, dossier, made);
    if (more !== null) return more;
    if (asks(kind, dossier.state)) return undefined;
    const where = kind.process.states.filter(({ code }) => asks(kind, code)).map(({ label, code }) => `«${label ?? code}»`);
    return where.length === 0
      ? 'Per questo tipo di fascicolo non sono previste richieste di integrazione: scrivi un messaggio.'
      : `In questa fase non si chiedono integrazioni: si chiedono in ${where.join(', ')}. Puoi scrivere un messaggio.`;
  }
}

const asks = (kind: LoadedKind, state: string): boolean =>
  kind.process.transitions.some(({ event, from }) => event === askingEvent && from.includes(state));

interface Shown {
  readonly kind: LoadedKind;
  readonly now: string;
  readonly points: readonly IntegrationPointEntity[];
}

function requestView(row: IntegrationRequestEntity, { kind, now, points }: Shown): IntegrationRequestView {
  const { id, giro, stato, testo, entro, entroIniziale, esito, inRitardo, riprende, fermi } = row;
  return {
    ...{ id, giro, stato, testo, entro, entroIniziale, esito, inRitardo, riprende },
    punti: points.map((point) => pointView(point, kind)),
    aperta: { at: row.openedAt.toISOString(), persona: row.openedByName, ruolo: row.openedRole, ente: row.openedEnte },
    conclusa:
      row.endedAt === null
        ? null
        : { at: row.endedAt.toISOString(), persona: row.endedByName ?? '', ruolo: row.endedRole, ente: row.endedEnte ?? '' },
    giorniFermo: daysStopped(fermi, now),
  };
}

function pointView(point: IntegrationPointEntity, kind: LoadedKind): PointView {
  const { id, numero, tipo, oggetto, testo, stato, risposta, answeredAt, answeredByName, answeredRole, answeredEnte } = point;
  return {
    ...{ id, numero, tipo, oggetto, testo, stato, risposta, titolo: titleOf(kind, point) },
    rispostoDa:
      answeredAt === null
        ? null
        : { at: answeredAt.toISOString(), persona: answeredByName ?? '', ruolo: answeredRole, ente: answeredEnte ?? '' },
  };
}
