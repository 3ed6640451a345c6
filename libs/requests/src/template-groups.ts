import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FormationContexts } from '@gare/documents';
import { KindLibrary, type DossierEntity } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';
import { titleOf } from './dossier-now.js';

interface Found {
  readonly messaggi: readonly { testo: string; chi: string; ente: string; quando: string }[] | null;
  readonly richiesta: {
    readonly numero: number;
    readonly testo: string;
    readonly entro: string;
    readonly del: string;
    readonly punti: readonly { numero: number; tipo: string; oggetto: string | null; testo: string }[];
  } | null;
}

/** In one look: the messages taken into the dossier, in their words of now, and the last request with what it asked. */
const groupsSql = `select
  (select json_agg(json_build_object('testo', m.testo, 'chi', m.person, 'ente', m.acting_ente, 'quando', to_char(m."at" at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by m."at", m.id)
    from thread_messages m where m.dossier_id = $1 and m.nel_fascicolo
      and not exists (select 1 from thread_messages later where later.corregge = m.id)) as messaggi,
  (select json_build_object('numero', r.giro, 'testo', r.testo, 'entro', r.entro_iniziale, 'del', to_char(r.opened_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
      'punti', (select json_agg(json_build_object('numero', p.numero, 'tipo', p.tipo, 'oggetto', p.oggetto, 'testo', p.testo) order by p.numero)
        from integration_points p where p.request_id = r.id))
    from integration_requests r where r.dossier_id = $1 order by r.giro desc limit 1) as richiesta`;

const kindsOfPoints: Readonly<Record<string, string>> = { DOCUMENTO: 'Documento', CAMPO: 'Dato della scheda', LIBERO: 'Chiarimento' };

/** What was said and what was asked, as templates read it: the note of the informal phase (D02) and the request (D05). */
@Injectable()
export class RequestTemplateGroups implements OnModuleInit {
  constructor(
    private readonly contexts: FormationContexts,
    private readonly kinds: KindLibrary,
  ) {}

  onModuleInit(): void {
    this.contexts.extend((reader, dossier) => this.of(reader, dossier));
  }

  private async of(reader: Reader, dossier: DossierEntity): Promise<Readonly<Record<string, unknown>>> {
    const [found] = await reader.query<Found[]>(groupsSql, [dossier.id]);
    const messaggi = found?.messaggi ?? [];
    return {
      contatto: { dal: dossier.createdAt.toISOString(), messaggi, haMessaggi: messaggi.length > 0 },
      ...(found?.richiesta ? { richiesta: this.request(dossier, found.richiesta) } : {}),
    };
  }

  private request(dossier: DossierEntity, { punti, ...request }: NonNullable<Found['richiesta']>): object {
    const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    return {
      ...request,
      punti: punti.map((point) => ({
        numero: point.numero,
        testo: point.testo,
        genere: kindsOfPoints[point.tipo] ?? point.tipo,
        titolo: titleOf(kind, point) ?? 'da spiegare per iscritto',
      })),
    };
  }
}
