import { Injectable } from '@nestjs/common';
import { CheckQueue } from '@gare/checks';
import { type Actor } from '@gare/domain/access/actor';
import { type SurveyedCase } from '@gare/domain/rilevazione/cases';
import { tenderCases, type TenderStay } from '@gare/domain/rilevazione/own-tenders';
import { procedureKey } from '@gare/domain/rilevazione/survey';
import { type DossierEntity } from '@gare/dossiers';
import { Audit } from '@gare/platform/audit';
import { Clock } from '@gare/platform/clock';
import { type Reader, type Tx } from '@gare/platform/database';
import { announce } from '@gare/platform/events';
import { SurveyedCaseEntity } from './surveyed-case.entity.js';

/** What loading a list of cases changed. */
export interface CaseChanges {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly superseded: number;
}

interface Loading {
  readonly dossier: DossierEntity;
  readonly role: string;
  readonly cases: readonly SurveyedCase[];
  readonly replace: boolean;
  /** Where the cases come from, for the history. */
  readonly from: string;
  readonly details: Readonly<Record<string, unknown>>;
}

const batch = 500;
const keyOf = ({ procedura, pratica }: Pick<SurveyedCase, 'procedura' | 'pratica'>): string => `${procedureKey(procedura)}\n${pratica}`;

/** The one way to write the cases of a survey: rows, audit with what changed, and the checks that look at them. */
@Injectable()
export class SurveyCases {
  constructor(
    private readonly checks: CheckQueue,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async load(tx: Tx, actor: Actor, loading: Loading): Promise<CaseChanges> {
    const { dossier, role, cases, replace, from, details } = loading;
    const { id: dossierId, suaId, enteId } = dossier;
    const known = new Map((await tx.findBy(SurveyedCaseEntity, { dossierId })).map((row) => [keyOf(row), row]));
    const fresh = cases.filter((one) => !known.has(keyOf(one)));
    const changed = cases.flatMap((one) => {
      const row = known.get(keyOf(one));
      return row === undefined || same(row, one) ? [] : [{ before: valuesOf(row), after: valuesOf({ ...one, superseded: false }) }];
    });
    const given = new Set(cases.map(keyOf));
    const gone = replace ? [...known.values()].filter((row) => !row.superseded && !given.has(keyOf(row))) : [];
    const importedAt = this.clock.now();
    const written = [...fresh, ...changed.map(({ after }) => after)];
    const rows = [
      ...written.map(({ procedura, pratica, avvio, conclusione, giorniSospesi }) => ({
        ...{ dossierId, suaId, enteId, procedureKey: procedureKey(procedura), importedAt, superseded: false },
        ...{ procedura, pratica, avvio, conclusione, giorniSospesi },
      })),
      ...gone.map((row) => ({
        ...{ dossierId, suaId, enteId, procedureKey: row.procedureKey, importedAt },
        ...valuesOf(row),
        superseded: true,
      })),
    ];
    for (let at = 0; at < rows.length; at += batch) {
      await tx.upsert(SurveyedCaseEntity, rows.slice(at, at + batch), ['dossierId', 'procedureKey', 'pratica']);
    }
    const counts = { added: fresh.length, changed: changed.length, superseded: gone.length };
    const superseded = gone.map(({ procedura, pratica }) => ({ procedura, pratica }));
    await this.audit.record(tx, actor, {
      ...{ dossierId, suaId, enteId, role, action: 'survey.cases_loaded' },
      summary: `Caricate le pratiche ${from}: ${counts.added} nuove, ${counts.changed} cambiate, ${counts.superseded} tolte dal conto`,
      details: { ...details, ...counts, changes: changed, removed: superseded },
    });
    await this.checks.changed(tx, actor, dossier, { paths: ['@case'] });
    await announce(tx, { topic: 'scheda', dossierId, suaId, enteId });
    return { ...counts, unchanged: cases.length - fresh.length - changed.length };
  }

  /** The tenders of the Province as cases, from how long each stayed in its states. */
  async ownTenders(reader: Reader, suaId: string): Promise<readonly SurveyedCase[]> {
    const rows = await reader.query<(Omit<TenderStay, 'from' | 'to'> & { from: Date; to: Date | null })[]>(
      `select d.codice_appalto as "codiceAppalto", s.state, s.from_at as "from", s.to_at as "to", s.clock_stopped as "clockStopped"
       from dossier_stays s join dossiers d on d.id = s.dossier_id where s.sua_id = $1 and s.kind_code = 'GARA' order by s.from_at`,
      [suaId],
    );
    return tenderCases(rows.map((row) => ({ ...row, from: row.from.toISOString(), to: row.to?.toISOString() ?? null })));
  }
}

type Values = SurveyedCase & { readonly superseded: boolean };

function valuesOf({ procedura, pratica, avvio, conclusione, giorniSospesi, superseded }: Values): Values {
  return { procedura, pratica, avvio, conclusione, giorniSospesi, superseded };
}

const same = (row: SurveyedCaseEntity, one: SurveyedCase): boolean =>
  !row.superseded && row.avvio === one.avvio && row.conclusione === one.conclusione && row.giorniSospesi === one.giorniSospesi;
