import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type OpenItem } from '@gare/domain/turn/open-item';
import { DossierTurns, OpenItemSources, type DossierEntity } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';
import { PendingRequests } from './pending-request.js';
import { RequestsChanged } from './requests-changed.js';
import { ThreadQuestions } from './thread-questions.js';

const screen = { screen: 'richieste', path: null } as const;

/** The first informal phase of a tender: there a question decides on whom the dossier waits. */
const informal = 'CONTATTO';

/** Tells on whom a dossier waits because of a request or a question, and keeps the turn true when one begins or ends. */
@Injectable()
export class RequestOpenItems implements OnModuleInit {
  constructor(
    private readonly sources: OpenItemSources,
    private readonly turns: DossierTurns,
    private readonly pending: PendingRequests,
    private readonly questions: ThreadQuestions,
    private readonly changed: RequestsChanged,
  ) {}

  onModuleInit(): void {
    this.sources.register('requests', async (reader, dossier) =>
      (await Promise.all([this.request(reader, dossier), this.question(reader, dossier)])).flat(),
    );
    this.changed.on((tx, { dossier }) => this.turns.refresh(tx, dossier));
  }

  private async request(reader: Reader, { id }: DossierEntity): Promise<OpenItem[]> {
    const request = await this.pending.of(reader, id);
    if (request === null) return [];
    const common = { ...screen, id: request.id, since: request.openedAt, due: request.entro, takesTurn: true };
    if (request.stato === 'APERTA') {
      const waitsOn = { party: 'COMUNE', role: 'RUP_COMUNE', personId: null } as const;
      return [
        { ...common, code: 'INTEGRAZIONE', title: `Rispondi alla richiesta di integrazioni n. ${request.giro}`, waitsOn, stopsClock: true },
      ];
    }
    const waitsOn = { party: 'SUA', role: 'FUNZ_SUA', personId: null } as const;
    const title = `Decidi sulla richiesta di integrazioni n. ${request.giro}, rimasta senza risposta`;
    return [{ ...common, code: 'INTEGRAZIONE_SCADUTA', title, waitsOn, stopsClock: false }];
  }

  private async question(reader: Reader, { id, state }: DossierEntity): Promise<OpenItem[]> {
    const question = await this.questions.open(reader, id);
    if (question === null) return [];
    const onSua = question.aspetta === 'SUA';
    const waitsOn = { party: question.aspetta, role: onSua ? 'FUNZ_SUA' : 'RUP_COMUNE', personId: null } as const;
    const title = onSua ? 'Rispondi alla domanda del comune' : 'Rispondi alla domanda della SUA';
    const times = { since: question.openedAt, due: question.entro, takesTurn: state === informal, stopsClock: false };
    return [{ ...screen, ...times, id: question.id, code: 'DOMANDA', title, waitsOn }];
  }
}
