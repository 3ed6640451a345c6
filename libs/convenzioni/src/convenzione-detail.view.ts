import { Injectable } from '@nestjs/common';
import { type ConvenzioneDetail } from '@gare/contracts/convenzioni';
import { type Actor } from '@gare/domain/access/actor';
import { contentIssues } from '@gare/domain/convenzione/content';
import { mayContinue } from '@gare/domain/convenzione/coverage';
import { actFindings, isRenewing, recordOf } from '@gare/domain/convenzione/lifecycle-facts';
import { periodsOf } from '@gare/domain/convenzione/renewal';
import { runningTerms, type RunningTerm } from '@gare/domain/convenzione/terms-calendar';
import { convenzioneTimeline } from '@gare/domain/convenzione/timeline';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { standingOf } from '@gare/domain/kinds/kind-access';
import { KindLibrary } from '@gare/dossiers';
import { authorize, dbContext } from '@gare/identity';
import { Database, type Reader } from '@gare/platform/database';
import { abilitiesOf } from './convenzione-abilities.js';
import { ConvenzioneReminderEntity } from './convenzione-reminder.entity.js';
import { summaryColumns, summaryOf, summaryTables, type SummaryRow } from './convenzione-summary.js';
import { takenSteps } from './convenzione-history.js';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { LifecycleReader, type Lifecycle } from './lifecycle.reader.js';

const unverified =
  'La piattaforma calcola dal file l’impronta del testo firmato. Firmatario, ora e validità del certificato sono quelli dichiarati da chi registra: la verifica crittografica della firma si fa ancora fuori dalla piattaforma, e il file firmato resta qui come prova.';

/** One convenzione as its page shows it. */
@Injectable()
export class ConvenzioneDetailView {
  constructor(
    private readonly database: Database,
    private readonly lifecycle: LifecycleReader,
    private readonly kinds: KindLibrary,
  ) {}

  /** @throws AppError convenzione.not_found, access.denied */
  show(actor: Actor, dossierId: string): Promise<ConvenzioneDetail> {
    return this.database.read(dbContext(actor), async (reader) => {
      const life = await this.lifecycle.require(reader, dossierId);
      authorize(actor, 'convenzione.read', life.dossier);
      return this.detail(reader, actor, life);
    });
  }

  private async detail(reader: Reader, actor: Actor, life: Lifecycle): Promise<ConvenzioneDetail> {
    const { dossier, sheet, context } = life;
    const kind = this.kinds.require(dossier.kindCode, dossier.kindVersion);
    const [row] = await reader.query<SummaryRow[]>(`select ${summaryColumns} from ${summaryTables} where d.id = $1`, [dossier.id]);
    if (!row) throw new Error(`convenzione ${dossier.id} has no sheet`);
    const terms = runningTerms(kind, {
      state: dossier.state,
      since: toRomeDate(dossier.stateSince.toISOString()),
      subject: sheet,
      asOf: context.asOf,
    });
    const given = await reader.find(ConvenzioneReminderEntity, { where: { dossierId: dossier.id }, order: { dueOn: 'ASC' } });
    const abilities = abilitiesOf(actor, life);
    return {
      ...summaryOf(row, kind, context.asOf),
      revision: life.revision,
      contenuto: (sheet.contenuto ?? {}) as Record<string, unknown>,
      contentIssues: [...contentIssues(sheet.contenuto)],
      atti: { ...sheet.atti },
      actFindings: [...actFindings(sheet, context)],
      testo: {
        versioneModello: sheet.testo?.versioneModello ?? null,
        hash: sheet.testo?.hash ?? null,
        fissatoIl: sheet.testo?.fissatoIl ?? null,
        ...{ fissa: abilities.fix, riapri: abilities.reopen },
      },
      firme: { ...signaturesOf(life), registra: abilities.sign, avvertenza: unverified },
      timeline: [
        ...convenzioneTimeline({
          ...{ sheet, state: context.state, asOf: context.asOf, parametri: context.parametri },
          steps: await takenSteps(reader, kind, dossier.id),
          terms: terms.map((term) => plannedTerm(term, given)),
          given: given.map(({ givenOn, title }) => ({ on: givenOn, title })),
        }),
      ],
      timers: terms.map((term) => termView(term, given)),
      renewal: await renewalOf(reader, life),
      dossiers: await this.dossiersUnder(reader, life),
      ...{ matrixEditable: abilities.matrix, tariffEditable: abilities.tariffs },
    };
  }

  /** Tenders of the body that are still open and run under it. */
  private async dossiersUnder(reader: Reader, { dossier, stored, context }: Lifecycle): Promise<ConvenzioneDetail['dossiers']> {
    const record = recordOf(stored, context);
    if (record === undefined) return [];
    const kind: LoadedKind = this.kinds.require('GARA');
    const closed = kind.process.states.filter((state) => state.kind === 'final').map(({ code }) => code);
    const rows = await reader.query<{ id: string; codiceAppalto: string; oggetto: string; state: string; previousState: string | null }[]>(
      `select id, codice_appalto as "codiceAppalto", oggetto, state, previous_state as "previousState" from dossiers
       where kind_code = 'GARA' and ente_id = $1 and (convenzione_id = $2 or (convenzione_id is null and $3)) and state <> all ($4)
       order by codice_appalto limit 500`,
      [dossier.enteId, dossier.id, context.altre.length === 0, closed],
    );
    return rows.map(({ id, codiceAppalto, oggetto, state, previousState }) => {
      const { pubblicato } = standingOf(kind, { state, previousState });
      const answer = mayContinue(record, { bandoTrasmesso: pubblicato, asOf: context.asOf });
      const label = kind.process.states.find((candidate) => candidate.code === state)?.label ?? state;
      return {
        id,
        codiceAppalto,
        oggetto,
        state: { code: state, label },
        prosegue: answer.prosegue,
        motivo: answer.prosegue ? null : answer.motivo,
      };
    });
  }
}

/** Documents in which the signed file of each party is uploaded. */
export const signedCopy = (ruolo: string, renewing: boolean): string =>
  `${renewing ? 'RINNOVO_' : ''}${ruolo === 'SUA' ? 'FIRMA_SUA' : 'FIRMA_COMUNE'}`;

interface Party {
  readonly ruolo?: string;
  readonly enteId?: string;
  readonly denominazione?: string;
}

/** The parties as the draft has them, whole or not. */
export function partiesOf(contenuto: unknown): readonly Party[] {
  const parti = (contenuto as { parti?: unknown } | undefined)?.parti;
  return Array.isArray(parti) ? (parti as Party[]) : [];
}

/** The round that is open: that of the renewal once its text is there. */
function signaturesOf({ sheet, context }: Lifecycle): Pick<ConvenzioneDetail['firme'], 'raccolte' | 'mancanti'> {
  const renewing = isRenewing(sheet, context.state);
  const firme = (renewing ? sheet.atti?.rinnovo : sheet.atti)?.firme ?? [];
  return {
    raccolte: firme.map(({ id = '', documento = '', hashFile = '', ...signature }) => ({ id, ...signature, documento, hashFile })),
    mancanti: partiesOf(sheet.contenuto)
      .filter(({ enteId }) => !firme.some((signature) => signature.enteId === enteId))
      .map(({ enteId = '', denominazione = '', ruolo = '' }) => ({ enteId, denominazione, documento: signedCopy(ruolo, renewing) })),
  };
}

type Given = readonly ConvenzioneReminderEntity[];
const givenOn = (given: Given, term: string, on: string): string | null =>
  given.find((reminder) => reminder.term === term && reminder.dueOn === on)?.givenOn ?? null;

function plannedTerm({ label, on, reminding }: RunningTerm, given: Given): Parameters<typeof convenzioneTimeline>[0]['terms'][number] {
  return {
    title: label,
    on,
    reminders: reminding.map(({ on: day, title, term }) => ({ on: day, title, givenOn: givenOn(given, term, day) })),
  };
}

function termView({ code, event, label, on, due, reminders, reminding }: RunningTerm, given: Given): ConvenzioneDetail['timers'][number] {
  return {
    ...{ code, event, label, on, due },
    reminders: reminding.map((reminder, index) => ({
      on: reminder.on,
      daysBefore: reminder.daysBefore,
      due: reminders[index]?.due ?? false,
      givenOn: givenOn(given, code, reminder.on),
    })),
  };
}

async function renewalOf(reader: Reader, { dossier, sheet, context }: Lifecycle): Promise<ConvenzioneDetail['renewal']> {
  const [next] = await reader.query<{ id: string }[]>(
    `select d.id from dossiers d join schede s on s.dossier_id = d.id
     where d.kind_code = $1 and d.ente_id = $2 and s."values" ->> 'precedenteId' = $3 order by d.created_at desc limit 1`,
    [dossier.kindCode, dossier.enteId, dossier.id],
  );
  return { previousId: sheet.precedenteId ?? null, nextId: next?.id ?? null, periods: [...periodsOf(sheet, context.state)] };
}
